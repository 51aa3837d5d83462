import { startsWith } from '../encoding.ts'

export type Sniffed = 'gzip' | 'zip' | 'parquet' | 'old-excel' | 'other' | 'text'

const beginnings: readonly { bytes: readonly number[]; is: Sniffed }[] = [
  { bytes: [0x1f, 0x8b], is: 'gzip' },
  { bytes: [0x50, 0x4b, 0x03, 0x04], is: 'zip' },
  { bytes: [0x50, 0x4b, 0x05, 0x06], is: 'zip' },
  { bytes: [0x50, 0x41, 0x52, 0x31], is: 'parquet' },
  // Compound files: Excel until 2003, and workbooks with a password.
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], is: 'old-excel' },
  // PDF, PNG, JPEG, 7z, RAR, bzip2, xz, Zstandard, ELF, Windows programs.
  { bytes: [0x25, 0x50, 0x44, 0x46], is: 'other' },
  { bytes: [0x89, 0x50, 0x4e, 0x47], is: 'other' },
  { bytes: [0xff, 0xd8, 0xff], is: 'other' },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], is: 'other' },
  { bytes: [0x52, 0x61, 0x72, 0x21], is: 'other' },
  { bytes: [0x42, 0x5a, 0x68], is: 'other' },
  { bytes: [0xfd, 0x37, 0x7a, 0x58], is: 'other' },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], is: 'other' },
  { bytes: [0x7f, 0x45, 0x4c, 0x46], is: 'other' },
  { bytes: [0x4d, 0x5a, 0x90, 0x00], is: 'other' },
]

/** What a file is by its first bytes, whatever its name says. */
export function sniff(head: Uint8Array): Sniffed {
  return beginnings.find(({ bytes }) => startsWith(head, bytes))?.is ?? 'text'
}
