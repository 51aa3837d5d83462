import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instant } from '../../foundation/instant.ts'
import type { RecordType } from './contract.ts'
import { directoryCsv, safeCell } from './directory-csv.ts'
import { directoryDcat } from './directory-dcat.ts'
import { directoryPage } from './directory-page.ts'
import { listStandardRecordTypes, recordTypeOf, standardRecordType } from './record-type.ts'
import { findInDirectory } from './search-directory.ts'

const now = instant('2026-11-22T04:00:00Z')
const all = listStandardRecordTypes()

/** A definition whose every text attacks whoever shows it. */
function hostile(): RecordType {
  const { digest: _, ...data } = structuredClone(standardRecordType('tax-payment'))
  data.zh = '<script>alert(1)</script>'
  data.en = `=HYPERLINK("http://x","y")`
  data.legalBasis = '@SUM(1+1)'
  data.owner.zh = `"onmouseover='x'`
  data.fields[1]!.zh = '+税种<b>'
  return recordTypeOf(data)
}

type Node = Record<string, unknown>

/** Prefixed names to full ones, as a reader of JSON-LD expands them; a name without a known prefix is an error. */
function expand(value: unknown, context: Record<string, string>): unknown {
  if (Array.isArray(value)) return value.map((part) => expand(part, context))
  if (typeof value !== 'object' || value === null) return value
  const full = (name: string) => {
    if (name.startsWith('@')) return name
    const [prefix, local] = name.split(':') as [string, string]
    assert.ok(context[prefix], `the context does not say what ${name} is`)
    return `${context[prefix]}${local}`
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== '@context')
      .map(([name, part]) => [
        full(name),
        name === '@type' ? [part].flat().map((type) => full(String(type))) : expand(part, context),
      ]),
  )
}

test('the directory is a DCAT catalog with what DCAT-AP 3 requires and recommends of each dataset', () => {
  const text = JSON.stringify(directoryDcat(all, now))
  const json = JSON.parse(text) as Node & { '@context': Record<string, string> }
  const catalog = expand(json, json['@context']) as Node
  const dcat = (name: string) => `http://www.w3.org/ns/dcat#${name}`
  const dct = (name: string) => `http://purl.org/dc/terms/${name}`
  assert.deepEqual(catalog['@type'], [dcat('Catalog')])
  for (const required of [dct('title'), dct('description'), dct('publisher')])
    assert.ok(catalog[required], required)
  const datasets = catalog[dcat('dataset')] as Node[]
  assert.equal(datasets.length, all.length)
  for (const dataset of datasets) {
    assert.deepEqual(dataset['@type'], [dcat('Dataset')])
    const properties = [
      'title',
      'description',
      'publisher',
      'accrualPeriodicity',
      'accessRights',
      'conformsTo',
      'identifier',
    ]
    for (const property of properties) assert.ok(dataset[dct(property)], property)
    for (const property of ['keyword', 'theme', 'contactPoint', 'version'])
      assert.ok(dataset[dcat(property)], property)
    assert.match(
      String((dataset[dct('accessRights')] as Node)['@id']),
      /access-right\/(PUBLIC|RESTRICTED|NON_PUBLIC)$/,
    )
    const languages = (dataset[dct('title')] as Node[]).map((title) => title['@language'])
    assert.deepEqual(languages, ['zh', 'en'])
    assert.match(String((dataset[dct('conformsTo')] as Node)['@id']), /^urn:sanxin:definition:[0-9a-f]{64}$/)
  }
  const tax = datasets.find((dataset) => dataset[dct('identifier')] === 'tax-payment')!
  const period = tax[dct('temporal')] as Node
  assert.deepEqual((period[dcat('startDate')] as Node)['@value'], '2016-11')
})

test('a spreadsheet runs nothing of the exported directory, and finds every field in it', () => {
  const csv = directoryCsv([...all, hostile()])
  assert.ok(csv.startsWith('\uFEFF'))
  const cells = csv.slice(1).split(/\r\n|,(?=(?:[^"]*"[^"]*")*[^"]*$)/)
  for (const cell of cells) assert.doesNotMatch(cell.replace(/^"/, ''), /^\s*[=+\-@＝＋－＠]/)
  for (const { fields } of all) for (const { name } of fields) assert.ok(cells.includes(name), name)
  assert.equal(safeCell('=1+1'), "'=1+1")
  assert.equal(safeCell('\t=1+1'), "'\t=1+1")
  assert.equal(safeCell('a "b", c'), '"a ""b"", c"')
  assert.equal(safeCell('\uFEFF=1'), "'\uFEFF=1")
})

test('the printable page shows every text as text, in both languages', () => {
  const page = directoryPage([...all, hostile()], now)
  assert.ok(!page.includes('<script') && !page.includes('<b>') && !page.includes(`"onmouseover`))
  assert.ok(page.includes('&#60;script&#62;'))
  assert.ok(page.includes('@media print'))
  for (const { zh, en, fields } of all)
    for (const text of [zh, en, ...fields.flatMap((field) => [field.zh, field.en])])
      assert.ok(page.includes(text.replaceAll('&', '&#38;').replaceAll("'", '&#39;')), text)
})

test('the directory is searched by what people call things', () => {
  const find = (text: string, wish = {}) =>
    findInDirectory(all, { text, ...wish }).map(({ recordType }) => recordType.id)
  assert.equal(find('税款')[0], 'tax-payment')
  const ofTaxBureau = all.filter(({ owner }) => owner.organization === 'tax-bureau').map(({ id }) => id)
  assert.deepEqual(find('tax bureau').sort(), ofTaxBureau.sort())
  assert.deepEqual(find('surcharges').sort(), [
    'financial-statement',
    'tax-arrears',
    'tax-declaration',
    'tax-payment',
  ])
  assert.equal(find('法人代表')[0], 'registration')
  assert.deepEqual(find('ＴＡＸ　payment'), find('tax payment'))
  assert.deepEqual(find('nothing like it'), [])
  assert.equal(find('').length, all.length)
  assert.deepEqual(find('', { sharing: 'public', owner: 'tax-bureau' }), [])
  assert.deepEqual(find('', { fieldGroup: 'utilities' }), ['utility'])
  const found = findInDirectory(all, { text: '附加税费' }).find(
    ({ recordType }) => recordType.id === 'tax-payment',
  )
  assert.deepEqual(found!.matches, [{ at: 'fields.tax_kind.codes.surcharge', text: '附加税费' }])
})
