import type { Document } from './document.ts'
import { brandStart, formStart } from './name-parts.ts'
import { buildPostings, type Postings } from './postings.ts'
import type { Readings } from './reading.ts'

/**
 * An immutable index of some enterprises in few big arrays. Documents are ordered by rank; an entry is one name of a
 * document, all current names first in the order of the documents, then former ones: a smaller ordinal is better.
 */
export interface Segment {
  /** 16 bytes of UUID a document. */
  ids: Uint8Array
  ranks: Float64Array
  entryDocuments: Uint32Array
  /** Entries below are current names, the others former ones. */
  currentEntries: number
  /** Where each name begins in `text`; one more at the end. */
  entryStarts: Uint32Array
  /** Plain names in UTF-16 units. */
  text: Uint16Array
  brandStarts: Uint8Array
  formStarts: Uint8Array
  /** Entries in the order of their names, and of their names from the brand on. */
  byName: Uint32Array
  byBrand: Uint32Array
  units: Postings
  /** Pairs of neighboring units: the first times 65,536 plus the second. */
  pairs: Postings
  /** Three neighboring initials; a name ends in blanks. */
  initials: Postings
  codeDocuments: Uint32Array
  codeStarts: Uint32Array
  codeText: Uint8Array
  byCode: Uint32Array
  /** Three characters of a code at an even place. */
  codeParts: Postings
}

export function buildSegment(documents: readonly Document[], readings: Readings): Segment {
  const ordered = documents
    .filter((document) => document.names.length > 0)
    .sort((one, other) => other.rank - one.rank || compare(one.names[0]!.plain, other.names[0]!.plain))
  const ids = new Uint8Array(ordered.length * 16)
  ordered.forEach((document, at) => {
    ids.set(uuidBytes(document.enterprise), at * 16)
  })
  const names = nameTable(ordered)
  const codes = codeTable(ordered)
  const grams = indexNames(names, readings)
  return {
    ids,
    ranks: Float64Array.from(ordered, (document) => document.rank),
    ...names,
    byName: orderOfTexts(names.text, names.entryStarts, new Uint8Array(names.entryDocuments.length)),
    byBrand: orderOfTexts(names.text, names.entryStarts, names.brandStarts),
    ...grams,
    ...codes,
    byCode: orderOfTexts(codes.codeText, codes.codeStarts, new Uint8Array(codes.codeDocuments.length)),
    codeParts: indexCodes(codes),
  }
}

type NameTable = Pick<
  Segment,
  'entryDocuments' | 'currentEntries' | 'entryStarts' | 'text' | 'brandStarts' | 'formStarts'
>

function nameTable(documents: readonly Document[]): NameTable {
  let [entries, units] = [0, 0]
  for (const { names } of documents) {
    entries += names.length
    for (const { plain } of names) units += plain.length
  }
  const table = {
    entryDocuments: new Uint32Array(entries),
    currentEntries: 0,
    entryStarts: new Uint32Array(entries + 1),
    text: new Uint16Array(units),
    brandStarts: new Uint8Array(entries),
    formStarts: new Uint8Array(entries),
  }
  let [entry, unit] = [0, 0]
  for (const former of [false, true]) {
    documents.forEach(({ names }, at) => {
      for (const name of names) {
        if (name.former !== former) continue
        table.entryDocuments[entry] = at
        table.brandStarts[entry] = brandStart(name.plain)
        table.formStarts[entry] = formStart(name.plain)
        for (let place = 0; place < name.plain.length; place++)
          table.text[unit++] = name.plain.charCodeAt(place)
        table.entryStarts[++entry] = unit
      }
    })
    if (!former) table.currentEntries = entry
  }
  return table
}

function codeTable(
  documents: readonly Document[],
): Pick<Segment, 'codeDocuments' | 'codeStarts' | 'codeText'> {
  const codeDocuments: number[] = []
  const codeStarts = [0]
  const parts: string[] = []
  documents.forEach(({ codes }, at) => {
    for (const code of codes) {
      codeDocuments.push(at)
      codeStarts.push(codeStarts.at(-1)! + code.length)
      parts.push(code)
    }
  })
  return {
    codeDocuments: Uint32Array.from(codeDocuments),
    codeStarts: Uint32Array.from(codeStarts),
    codeText: new Uint8Array(Buffer.from(parts.join(''), 'latin1')),
  }
}

function indexNames(names: NameTable, readings: Readings): Pick<Segment, 'units' | 'pairs' | 'initials'> {
  const [units, pairs, initials] = [buildPostings(), buildPostings(), buildPostings()]
  const { entryStarts, text } = names
  const entries = names.entryDocuments.length
  for (let entry = 0; entry < entries; entry++) {
    const [start, end] = [entryStarts[entry]!, entryStarts[entry + 1]!]
    for (let at = start; at < end; at++) {
      const unit = text[at]!
      units.add(unit, entry)
      if (at + 1 < end) pairs.add(((unit << 16) | text[at + 1]!) >>> 0, entry)
      const second = at + 1 < end ? readings.initialsOf(text[at + 1]!) : blank
      const third = at + 2 < end ? readings.initialsOf(text[at + 2]!) : blank
      for (const one of readings.initialsOf(unit))
        for (const two of second) for (const three of third) initials.add(initialsKey(one, two, three), entry)
    }
  }
  return { units: units.finish(entries), pairs: pairs.finish(entries), initials: initials.finish(entries) }
}

const blank = [0]

/** Keys of two given initials are neighbors, so that a query of two letters reads one stretch. */
export function initialsKey(one: number, two: number, three: number): number {
  return (one << 16) | (two << 8) | three
}

function indexCodes(codes: Pick<Segment, 'codeDocuments' | 'codeStarts' | 'codeText'>): Postings {
  const parts = buildPostings()
  const { codeStarts, codeText } = codes
  for (let code = 0; code < codes.codeDocuments.length; code++) {
    const [start, end] = [codeStarts[code]!, codeStarts[code + 1]!]
    for (let at = start; at + 2 < end; at += 2)
      parts.add(initialsKey(codeText[at]!, codeText[at + 1]!, codeText[at + 2]!), code)
  }
  return parts.finish(codes.codeDocuments.length)
}

/** Ordinals in the order of their texts, from an offset of each on; the first units decide almost always. */
function orderOfTexts(text: Uint16Array | Uint8Array, starts: Uint32Array, offsets: Uint8Array): Uint32Array {
  const size = offsets.length
  const order = Uint32Array.from({ length: size }, (_, at) => at)
  const heads = new Float64Array(size)
  for (let at = 0; at < size; at++) {
    const [start, end] = [starts[at]! + offsets[at]!, starts[at + 1]!]
    for (let place = 0; place < 3; place++)
      heads[at] = heads[at]! * 65_536 + (start + place < end ? text[start + place]! : 0)
  }
  const compareTails = (one: number, other: number) => {
    let [at, to] = [starts[one]! + offsets[one]! + 3, starts[other]! + offsets[other]! + 3]
    for (; at < starts[one + 1]! && to < starts[other + 1]!; at++, to++)
      if (text[at] !== text[to]) return text[at]! - text[to]!
    return starts[one + 1]! - at - (starts[other + 1]! - to) || one - other
  }
  return order.sort((one, other) => heads[one]! - heads[other]! || compareTails(one, other))
}

export function uuidBytes(id: string): Uint8Array {
  return Buffer.from(id.replaceAll('-', ''), 'hex')
}

export function uuidAt(ids: Uint8Array, document: number): string {
  const hex = Buffer.from(ids.buffer, ids.byteOffset + document * 16, 16).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
