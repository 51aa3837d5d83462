import type { Collector } from './collect.ts'
import { editDistance } from './edit-distance.ts'
import { examineMax, firstWhere } from './find-literal.ts'
import { findKey, firstOf } from './postings.ts'
import type { Reader } from './reader.ts'
import { initialsKey, type Segment } from './segment.ts'

/** Shorter parts of a code are looked for at its beginning only. */
const partLengthMin = 4
/** A code of this length may hold a wrong character and still mean one enterprise. */
const similarLengthMin = 12

/** Codes that begin with or hold the text. */
export function findCode(reader: Reader, plain: string, into: Collector): void {
  const { segment } = reader
  const bytes = Buffer.from(plain, 'latin1')
  const offer = (code: number) => {
    const place = placeInCode(segment, code, bytes)
    if (place < 0) return
    const size = segment.codeStarts[code + 1]! - segment.codeStarts[code]!
    const grade = size === bytes.length ? 0 : place === 0 ? 1 : 3
    offerCode(reader, code, grade, place, bytes.length, into)
  }
  const from = firstWhere(segment.byCode, (code) => compareStart(segment, code, bytes) >= 0)
  const to = firstWhere(segment.byCode, (code) => compareStart(segment, code, bytes) > 0)
  for (const code of segment.byCode.subarray(from, Math.min(to, from + examineMax))) offer(code)
  if (to - from > examineMax) into.cut()
  if (plain.length < partLengthMin || to - from > examineMax) return
  for (const aligned of [0, 1]) {
    const list = rarestCodePart(reader, plain.slice(aligned))
    if (!list) continue
    for (const code of list.codes) offer(code)
    if (list.isCut) into.cut()
  }
}

/** How the beginning of a code stands to the text. */
function compareStart(segment: Segment, code: number, bytes: Uint8Array): number {
  const [start, end] = [segment.codeStarts[code]!, segment.codeStarts[code + 1]!]
  for (let at = 0; at < bytes.length; at++) {
    if (start + at >= end) return -1
    const difference = segment.codeText[start + at]! - bytes[at]!
    if (difference !== 0) return difference
  }
  return 0
}

function placeInCode(segment: Segment, code: number, bytes: Uint8Array): number {
  const { codeText, codeStarts } = segment
  const start = codeStarts[code]!
  for (let from = start; from + bytes.length <= codeStarts[code + 1]!; from++) {
    let at = 0
    while (at < bytes.length && codeText[from + at] === bytes[at]) at++
    if (at === bytes.length) return from - start
  }
  return -1
}

/** Codes that differ in a character or two, or in the order of two. */
export function findSimilarCode(reader: Reader, plain: string, into: Collector): void {
  if (plain.length < similarLengthMin) return
  const third = Math.floor(plain.length / 3)
  const parts = [plain.slice(0, third), plain.slice(third, 2 * third), plain.slice(2 * third)]
  const candidates = new Set<number>()
  for (const part of parts) {
    for (const aligned of [0, 1]) {
      const list = rarestCodePart(reader, part.slice(aligned))
      for (const code of list?.codes ?? []) {
        if (codeAt(reader.segment, code).includes(part)) candidates.add(code)
      }
    }
  }
  for (const code of candidates) {
    const text = codeAt(reader.segment, code)
    const distance = editDistance(plain, text)
    if (distance > 0 && distance <= 2) offerCode(reader, code, 30 + distance, 0, text.length, into, 'similar')
  }
}

function offerCode(
  reader: Reader,
  code: number,
  grade: number,
  place: number,
  length: number,
  into: Collector,
  matchedBy: 'identifier' | 'similar' = 'identifier',
): void {
  const document = reader.segment.codeDocuments[code]!
  if (!into.wants(reader, document, grade)) return
  into.offer({
    reader,
    document,
    // A code is told from an entry by its sign.
    entry: -1 - code,
    matchedBy,
    grade,
    positions: () => Array.from({ length }, (_, at) => place + at),
  })
}

export function codeAt(segment: Segment, code: number): string {
  const [start, end] = [segment.codeStarts[code]!, segment.codeStarts[code + 1]!]
  return Buffer.from(segment.codeText.buffer, segment.codeText.byteOffset + start, end - start).toString(
    'latin1',
  )
}

/** Codes that have the rarest of the parts that begin at every second character. */
function rarestCodePart(reader: Reader, plain: string): { codes: Uint32Array; isCut: boolean } | undefined {
  const { codeParts } = reader.segment
  let best = -1
  for (let place = 0; place + 3 <= plain.length; place += 2) {
    const [one, two, three] = [0, 1, 2].map((step) => plain.charCodeAt(place + step))
    const at = findKey(codeParts, initialsKey(one!, two!, three!))
    if (at < 0) return undefined
    if (best < 0 || codeParts.counts[at]! < codeParts.counts[best]!) best = at
  }
  if (best < 0) return undefined
  return { codes: firstOf(codeParts, best, examineMax), isCut: codeParts.counts[best]! > examineMax }
}
