/**
 * How much a file may make us do. Each bound is far above what a department delivers and far below what would hurt:
 * the disk is bounded by the unpacked bytes, the memory by a row and the text of a workbook.
 */
export const readingLimits = {
  /** What one delivered file may become on disk. */
  unpackedBytesMax: 20e9,
  /** How many times the packed bytes, beyond the first 64 MB; deflate itself ends at 1,032. */
  ratioMax: 250,
  ratioFreeBytes: 64e6,
  archiveEntriesMax: 1000,
  columnsMax: 1000,
  /** As the bulk parser has it; what is longer is set aside. */
  rowBytesMax: 2_000_000,
  /** As a spreadsheet has it. */
  cellCharactersMax: 32_767,
  sheetsMax: 200,
  /** Shared texts of a workbook, held outside the heap. */
  sharedTextBytesMax: 512e6,
  /** Rows in which the header is looked for. */
  headerRowMax: 50,
  /** What one tag or text of XML may take. */
  markupBytesMax: 1_000_000,
  objectDepthMax: 4,
} as const
export type ReadingLimits = { [Name in keyof typeof readingLimits]: number }
