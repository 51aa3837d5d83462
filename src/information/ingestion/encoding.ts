/** How a file's bytes are to be read. */
export type TextEncodingName = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030'

/** As much of the beginning as decides the encoding; what is wrong later quarantines its row. */
export const detectionBytes = 4 * 1024 * 1024

const marks: readonly { bytes: readonly number[]; encoding: TextEncodingName }[] = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
]

/** Beginnings of files that are not text whatever their name says: zip (xlsx), Parquet, PDF, old Excel, PNG. */
const otherFormats: readonly (readonly number[])[] = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x50, 0x41, 0x52, 0x31],
  [0x25, 0x50, 0x44, 0x46],
  [0xd0, 0xcf, 0x11, 0xe0],
  [0x89, 0x50, 0x4e, 0x47],
]

export function isOtherFormat(head: Uint8Array): boolean {
  return otherFormats.some((bytes) => bytes.every((byte, at) => head[at] === byte))
}

/** A byte order mark; else strict UTF-8 over the beginning; else GB18030, which every GBK and GB2312 file is. */
export function detectEncoding(head: Uint8Array): TextEncodingName {
  for (const mark of marks) {
    if (mark.bytes.every((byte, at) => head[at] === byte)) return mark.encoding
  }
  return isUtf8(head) ? 'utf-8' : 'gb18030'
}

/** Whether the bytes are UTF-8; a character cut off at their end does not count against them. */
export function isUtf8(head: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head.subarray(0, detectionBytes), { stream: true })
    return true
  } catch {
    return false
  }
}
