import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Document, documentOf } from '../../src/information/enterprise-search/document.ts'
import { findDocument } from '../../src/information/enterprise-search/find-document.ts'
import { openReader, type Reader, setGone } from '../../src/information/enterprise-search/reader.ts'
import { openReadings } from '../../src/information/enterprise-search/reading.ts'
import { searchIndex } from '../../src/information/enterprise-search/search-index.ts'
import { buildSegment, uuidAt } from '../../src/information/enterprise-search/segment.ts'
import { documentsIn } from '../../src/information/enterprise-search/segment-file.ts'

const readings = await openReadings()
const seed = Number(process.env.SANXIN_SEED ?? Math.floor(Math.random() * 2 ** 31))
const settings = { seed, numRuns: Number(process.env.SANXIN_RUNS ?? 300) }

/** Few characters, so that parts are shared and repeat within a name. */
const nameText = fc
  .array(fc.constantFrom(...'南宁市示例机械重庆有限公司科技a2（）'), { minLength: 1, maxLength: 9 })
  .map((characters) => characters.join(''))
const code = fc
  .array(fc.constantFrom(...'0123AB'), { minLength: 6, maxLength: 18 })
  .map((characters) => characters.join(''))
const firm = fc.record({
  number: fc.integer({ min: 0, max: 11 }),
  name: nameText,
  former: fc.option(nameText, { nil: null }),
  code,
  capital: fc.bigInt({ min: 0n, max: 10n ** 6n }),
  status: fc.constantFrom('active', 'cancelled'),
})

interface Firm {
  number: number
  name: string
  former: string | null
  code: string
  capital: bigint
  status: string
}

const idOf = (number: number) => `018f0000-0000-7000-8000-${String(number).padStart(12, '0')}`
const described = (one: Firm): Document =>
  documentOf({
    enterprise: idOf(one.number),
    uscc: one.code,
    status: one.status,
    registeredCapitalFen: one.capital,
    names: [{ name: one.name, current: true }, ...(one.former ? [{ name: one.former, current: false }] : [])],
    identifiers: [],
  })

/** Segments as they come about: each batch replaces what it names, and some are taken away. */
function segmentsOf(batches: readonly (readonly Firm[])[], removed: readonly number[]) {
  const readers: Reader[] = []
  const living = new Map<string, Document>()
  const forget = (enterprise: string) => {
    living.delete(enterprise)
    for (const reader of readers) {
      const at = findDocument(reader, enterprise)
      if (at >= 0) setGone(reader, at)
    }
  }
  for (const batch of batches) {
    const latest = new Map(batch.map((one) => [idOf(one.number), described(one)]))
    for (const enterprise of latest.keys()) forget(enterprise)
    const documents = [...latest.values()].filter((document) => document.names.length > 0)
    readers.push(openReader(buildSegment(documents, readings), readings))
    for (const document of documents) living.set(document.enterprise, document)
  }
  for (const number of removed) forget(idOf(number))
  return { readers, living }
}

const history = fc.record({
  batches: fc.array(fc.array(firm, { maxLength: 8 }), { minLength: 1, maxLength: 4 }),
  removed: fc.array(fc.integer({ min: 0, max: 11 }), { maxLength: 3 }),
})

test('the index finds by a part of a name exactly what a scan of the living names finds', () => {
  fc.assert(
    fc.property(history, nameText, ({ batches, removed }, part) => {
      const { readers, living } = segmentsOf(batches, removed)
      const plain = part.replace(/[（）]/g, '')
      const expected = [...living.values()]
        .filter(({ names }) => plain !== '' && names.some((name) => name.plain.includes(plain)))
        .map(({ enterprise }) => enterprise)
      const found = searchIndex(readers, readings, part, 100)
      const contains = found.hits.filter((hit) => hit.grade <= 6 && hit.entry >= 0).map(idOfHit)
      assert.deepEqual(contains.sort(), expected.sort())
      const all = found.hits.map(idOfHit)
      assert.equal(new Set(all).size, all.length)
      assert.ok(all.every((enterprise) => living.has(enterprise)))
      assert.equal(found.total, all.length)
      assert.ok(found.totalIsExact)
    }),
    settings,
  )
})

test('the index finds by a part of a code exactly what a scan finds', () => {
  fc.assert(
    fc.property(history, fc.nat(), fc.integer({ min: 4, max: 8 }), ({ batches, removed }, pick, length) => {
      const { readers, living } = segmentsOf(batches, removed)
      const codes = [...living.values()].flatMap((document) => document.codes)
      if (codes.length === 0) return
      const whole = codes[pick % codes.length]!
      const start = pick % Math.max(1, whole.length - length)
      const part = whole.slice(start, start + length)
      if (!/[0-9]/.test(part)) return
      const expected = [...living.values()]
        .filter((document) => document.codes.some((one) => one.includes(part)))
        .map(({ enterprise }) => enterprise)
      const found = searchIndex(readers, readings, part.toUpperCase(), 100)
      const byCode = found.hits.filter((hit) => hit.matchedBy === 'identifier').map(idOfHit)
      for (const enterprise of expected) assert.ok(found.hits.map(idOfHit).includes(enterprise))
      for (const enterprise of byCode) assert.ok(expected.includes(enterprise))
    }),
    settings,
  )
})

test('a segment gives back the documents that it was made of', () => {
  fc.assert(
    fc.property(fc.array(firm, { maxLength: 8 }), (firms) => {
      const latest = new Map(firms.map((one) => [idOf(one.number), described(one)]))
      const documents = [...latest.values()].filter((document) => document.names.length > 0)
      const byId = (one: Document, other: Document) => (one.enterprise < other.enterprise ? -1 : 1)
      const again = [...documentsIn(buildSegment(documents, readings))]
      assert.deepEqual(again.sort(byId), documents.sort(byId))
    }),
    settings,
  )
})

function idOfHit(hit: { reader: Reader; document: number }): string {
  return uuidAt(hit.reader.segment.ids, hit.document)
}
