import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PreviewTable } from '../../src/information/ingestion/deliveries/contract.ts'
import { doubledFields, lackingFields, mappingOf, openColumns, plannedColumns } from './column-plan.ts'

const table: PreviewTable = {
  name: 'a.csv',
  format: 'csv',
  encoding: 'gb18030',
  delimiter: ',',
  columns: [
    { title: '统一代码', field: 'uscc', found: 'synonym', suggestions: [] },
    { title: '应缴', field: null, found: 'asked', suggestions: ['payable'] },
    { title: '备注', field: null, found: 'asked', suggestions: [] },
    { title: 'known_at', field: 'known_at', found: 'exact', suggestions: [] },
  ],
  missing: [{ field: 'payable', zh: '应纳税额', en: 'Payable' }],
  rows: [
    { row: 2, cells: ['A', '1', '', ''] },
    { row: 3, cells: ['A', '2', 'x', ''] },
  ],
}
const required = ['uscc', 'payable']
const fields = ['uscc', 'payable', 'paid']
const columns = plannedColumns([table, table])

test('a title stands once, with values that it has', () => {
  assert.deepEqual(
    columns.map(({ title, examples }) => [title, ...examples]),
    [['统一代码', 'A'], ['应缴', '1', '2'], ['备注', 'x'], ['known_at']],
  )
})

test('what nobody knows has to be said before anything is delivered', () => {
  assert.equal(openColumns(columns, {}).length, 2)
  assert.equal(openColumns(columns, { 应缴: 'payable', 备注: null }).length, 0)
})

test('a required field is lacking until a column fills it, and again when its column is taken away', () => {
  assert.deepEqual(lackingFields([table], {}, required), [{ table: 'a.csv', fields: ['payable'] }])
  assert.deepEqual(lackingFields([table], { 应缴: 'payable' }, required), [])
  const moved = lackingFields([table], { 应缴: 'payable', 统一代码: null }, required)
  assert.deepEqual(moved, [{ table: 'a.csv', fields: ['uscc'] }])
})

test('two columns cannot fill one field', () => {
  assert.deepEqual(doubledFields([table], { 应缴: 'payable', 备注: 'payable' }), ['payable'])
  assert.deepEqual(doubledFields([table], { 应缴: 'payable', 备注: null }), [])
})

test('a mapping has every title but the moment of delivery, and is left out when nothing was said', () => {
  const mapping = mappingOf(columns, { 应缴: 'payable', 备注: null }, fields)
  assert.deepEqual(mapping, { 统一代码: 'uscc', 应缴: 'payable', 备注: null })
  const known = columns.filter(({ found }) => found !== 'asked')
  assert.equal(mappingOf(known, {}, fields), undefined)
  assert.equal(mappingOf(known, { 统一代码: 'uscc' }, fields), undefined)
  assert.deepEqual(mappingOf(known, { 统一代码: 'paid' }, fields), { 统一代码: 'paid' })
})
