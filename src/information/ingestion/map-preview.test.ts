import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listStandardSources, standardRecordType } from '../../trust/catalog/index.ts'
import { mapPreview } from './map-preview.ts'

const recordType = standardRecordType('tax-payment')
const source = listStandardSources().find(({ id }) => id === 'tax-bureau')!
const table = (titles: string[], ...rows: string[][]) => ({
  name: 'f.csv',
  format: 'csv' as const,
  encoding: 'utf-8',
  delimiter: ',',
  titles,
  rows: rows.map((cells, at) => ({ row: at + 2, cells })),
})

test('a column is known by its title, else a person is asked and told what is similar', () => {
  const field = recordType.fields.find(({ name }) => name === 'paid')!
  const { columns, missing } = mapPreview(table(['uscc', field.zh, `${field.zh}（元）`, '备注']), {
    recordType,
    source,
    remembered: undefined,
  })
  assert.deepEqual(
    columns.map(({ field: name, found }) => [name, found]),
    [
      ['uscc', 'exact'],
      ['paid', 'exact'],
      [null, 'asked'],
      [null, 'asked'],
    ],
  )
  assert.ok(!columns[2]!.suggestions.includes('paid'), 'a field that has its column is no suggestion')
  assert.deepEqual(columns[3]!.suggestions, [])
  assert.ok(missing.some(({ field: name }) => name === 'period'))
  const alone = mapPreview(table([`${field.zh}（元）`]), { recordType, source, remembered: undefined })
  assert.equal(alone.columns[0]!.suggestions[0], 'paid')
})

test('what was said once is remembered before what the directory says', () => {
  const remembered = { uscc: null, 号: 'uscc' }
  const { columns } = mapPreview(table(['USCC', '号']), { recordType, source, remembered })
  assert.deepEqual(
    columns.map(({ field, found }) => [field, found]),
    [
      [null, 'remembered'],
      ['uscc', 'remembered'],
    ],
  )
})

test('numbers of persons are masked wherever they stand, codes of firms are not', () => {
  const cells = ['914403001922038216', '440301199001011234', '13912345678', '2026-01']
  const { rows } = mapPreview(table(['a', 'b', 'c', 'd'], cells), {
    recordType,
    source,
    remembered: undefined,
  })
  assert.deepEqual(
    rows[0]!.cells.map((cell, at) => cell === cells[at]),
    [true, false, false, true],
  )
})
