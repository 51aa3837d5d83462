import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instant } from '../../foundation/instant.ts'
import { standardRecordType } from '../../trust/catalog/index.ts'
import { lateSince } from './late.ts'

const newest = instant('2026-10-15T00:00:00+08:00')

test('what is reported month by month is late when a month, its lag and some days have passed; a rare event never is', () => {
  const contributions = standardRecordType('social-security')
  assert.equal(lateSince(contributions, newest, '2026-11-30'), undefined)
  assert.equal(lateSince(contributions, newest, '2027-01-15'), '2026-12-10')
  assert.equal(lateSince(standardRecordType('qualification'), newest, '2030-01-01'), undefined)
  assert.equal(lateSince(standardRecordType('penalty'), newest, '2030-01-01'), undefined)
})
