import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Use } from '../../src/trust/consent/contract.ts'
import { linesOfUses, usesShown, usesSummary } from './use-filter.ts'

const plain: Use = {
  id: 'u',
  at: '2026-11-22T00:00:00.000Z',
  account: 'a',
  organization: 'o',
  organizationName: 'O',
  outcome: 'authorized',
  basis: 'consent',
  purpose: 'pre-loan-review',
  fieldGroups: [],
  missing: [],
  publicGroups: [],
  refusal: null,
  bulk: false,
}
const own: Use = { ...plain, id: 'own', basis: 'self' }
const refused: Use = { ...plain, id: 'refused', outcome: 'refused', basis: null, refusal: 'consent-none' }
const bank: Use = { ...plain, id: 'bank' }
const run: Use = {
  ...plain,
  id: 'run',
  organization: 'platform',
  basis: 'platform-processing',
  bulk: true,
  fieldGroups: ['tax'],
}

test('own queries are hidden at first, refused attempts of others are not', () => {
  const ids = (filter: Parameters<typeof usesShown>[1]) =>
    usesShown([own, refused, bank], filter).map((use) => use.id)
  assert.deepEqual(ids('hideOwn'), ['refused', 'bank'])
  assert.deepEqual(ids('refused'), ['refused'])
  assert.equal(ids('all').length, 3)
})

test('the summary counts queries of others within thirty days, refused ones among them', () => {
  const old: Use = { ...bank, id: 'old', at: '2026-10-01T00:00:00.000Z', organization: 'another' }
  const now = Date.parse('2026-11-22T01:00:00.000Z')
  assert.deepEqual(usesSummary([own, refused, bank, run, old], now), { reads: 2, readers: 1, refused: 1 })
})

test('one run of the platform is one line; what a bank reads, and what is refused, is never folded', () => {
  const next: Use = { ...run, id: 'next', fieldGroups: ['loans'] }
  const before: Use = { ...run, id: 'before', at: '2026-11-20T00:00:00.000Z' }
  const failed: Use = { ...run, id: 'failed', outcome: 'refused' }
  const lines = linesOfUses([run, next, bank, bank, failed, failed, before])
  assert.deepEqual(
    lines.map(({ use, times }) => [use.id, times]),
    [
      ['run', 2],
      ['bank', 1],
      ['bank', 1],
      ['failed', 1],
      ['failed', 1],
      ['before', 1],
    ],
  )
  assert.deepEqual(lines[0]!.use.fieldGroups, ['tax', 'loans'])
})
