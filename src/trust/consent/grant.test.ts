import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Instant, instant } from '../../foundation/instant.ts'
import { type FieldGroup, fieldGroups } from './contract.ts'
import {
  coveredUntil,
  daysLeft,
  endOf,
  type Grant,
  grantsUsed,
  isLive,
  shortfallOf,
  statusOf,
  uncovered,
} from './grant.ts'
import { requireEnd, requireFieldGroups, requirePurpose } from './wish.ts'

const day = (number: number): Instant => instant(new Date(Date.UTC(2026, 0, 1 + number)))
const anyGroups = fc.uniqueArray(fc.constantFrom(...fieldGroups), { minLength: 1 })
const anyGrant = fc
  .record({
    from: fc.integer({ min: 0, max: 50 }),
    term: fc.integer({ min: 1, max: 50 }),
    revokedAfter: fc.option(fc.integer({ min: 0, max: 60 })),
    groups: anyGroups,
  })
  .map(
    ({ from, term, revokedAfter, groups }): Grant => ({
      id: `grant-${from}-${term}-${revokedAfter}`,
      fieldGroups: groups,
      stages: null,
      grantedAt: day(from),
      expiresAt: day(from + term),
      revokedAt: revokedAfter === null ? null : day(from + revokedAfter),
    }),
  )
const anyDay = fc.integer({ min: 0, max: 120 })

test('a grant lives once, without gaps, and is dead at its revocation and at its expiry', () => {
  fc.assert(
    fc.property(anyGrant, (grant) => {
      const days = Array.from({ length: 130 }, (_, number) => (isLive(grant, day(number)) ? 'alive' : 'dead'))
      assert.match(days.join(' '), /^(dead ?)*(alive ?)*(dead ?)*$/)
      assert.equal(isLive(grant, instant(grant.expiresAt)), false)
      if (grant.revokedAt !== null) assert.equal(isLive(grant, instant(grant.revokedAt)), false)
      const beforeEnd = instant(new Date(Date.parse(endOf(grant)) - 1))
      if (endOf(grant) > grant.grantedAt) assert.equal(isLive(grant, beforeEnd), true)
    }),
  )
})

test('the state that people see is the state that decides', () => {
  fc.assert(
    fc.property(anyGrant, anyDay, (grant, number) => {
      const at = day(number)
      if (at < grant.grantedAt) return
      assert.equal(statusOf(grant, at) === 'live', isLive(grant, at))
    }),
  )
})

test('what is reported as uncovered is exactly what no live grant names', () => {
  fc.assert(
    fc.property(fc.array(anyGrant), anyGroups, anyDay, (grants, wanted, number) => {
      const missing = uncovered(grants, wanted, day(number))
      for (const group of wanted)
        assert.equal(
          missing.includes(group),
          !grants.some((grant) => isLive(grant, day(number)) && grant.fieldGroups.includes(group)),
        )
    }),
  )
})

test('the grants that a use names cover it by themselves, and none of them is superfluous to read', () => {
  fc.assert(
    fc.property(fc.array(anyGrant), anyGroups, anyDay, (grants, wanted, number) => {
      const used = grantsUsed(grants, wanted, day(number))
      assert.deepEqual(uncovered(used, wanted, day(number)), uncovered(grants, wanted, day(number)))
      for (const grant of used) assert(grant.fieldGroups.some((group) => wanted.includes(group)))
    }),
  )
})

test('coverage lasts until the moment that it says, and not beyond', () => {
  fc.assert(
    fc.property(fc.array(anyGrant), anyGroups, anyDay, (grants, wanted, number) => {
      const at = day(number)
      const missing = uncovered(grants, wanted, at)
      const covered = wanted.filter((group) => !missing.includes(group))
      const until = coveredUntil(grants, covered, at)
      if (until === null) return assert.equal(covered.length, 0)
      const begun = grants.filter((grant) => grant.grantedAt <= at)
      const justBefore = instant(new Date(Date.parse(until) - 1))
      assert.deepEqual(uncovered(begun, covered, justBefore), [])
      assert.notDeepEqual(uncovered(begun, covered, instant(until)), [])
    }),
  )
})

test('a shortfall has the reason that is true of it', () => {
  fc.assert(
    fc.property(fc.array(anyGrant), anyGroups, anyDay, (grants, wanted, number) => {
      const at = day(number)
      const missing = uncovered(grants, wanted, at)
      if (missing.length === 0) return
      const begun = grants.filter((grant) => grant.grantedAt <= at)
      const shortfall = shortfallOf(grants, missing, at)
      assert.equal(shortfall.code === 'consent-none', begun.length === 0)
      if (shortfall.code === 'consent-none') return
      const onceCovered = missing.every((group) => begun.some((grant) => grant.fieldGroups.includes(group)))
      assert.equal(shortfall.code === 'consent-not-covered', !onceCovered)
      if (shortfall.code === 'consent-not-covered') return
      assert(shortfall.endedAt <= at)
      const ended = begun.filter((grant) => endOf(grant) === shortfall.endedAt)
      assert(
        ended.some((grant) => (statusOf(grant, at) === 'revoked') === (shortfall.code === 'consent-revoked')),
      )
    }),
  )
})

test('a later consent does not hide that the earlier one was revoked, and heals it when it covers', () => {
  const base = {
    id: 'g',
    fieldGroups: ['tax'] as FieldGroup[],
    stages: null,
    grantedAt: day(0),
    expiresAt: day(50),
  }
  const revoked: Grant = { ...base, revokedAt: day(10) }
  assert.deepEqual(shortfallOf([revoked], ['tax'], day(20)), { code: 'consent-revoked', endedAt: day(10) })
  const expired: Grant = { ...base, expiresAt: day(15), revokedAt: null }
  assert.deepEqual(shortfallOf([revoked, expired], ['tax'], day(20)), {
    code: 'consent-expired',
    endedAt: day(15),
  })
  assert.deepEqual(shortfallOf([revoked], ['tax', 'loans'], day(20)), { code: 'consent-not-covered' })
  assert.deepEqual(uncovered([revoked, { ...base, revokedAt: null }], ['tax'], day(20)), [])
})

test('days left are calendar days in Shanghai', () => {
  const end = requireEnd('2026-11-30', instant('2026-11-22T00:00:00Z'))
  assert.equal(end, '2026-11-30T16:00:00.000Z')
  assert.equal(daysLeft(end, instant('2026-11-22T00:00:00Z')), 8)
  assert.equal(daysLeft(end, instant('2026-11-22T15:59:59.999Z')), 8)
  assert.equal(daysLeft(end, instant('2026-11-22T16:00:00Z')), 7, 'in Shanghai it is the 23rd')
  assert.equal(daysLeft(end, instant('2026-11-30T15:59:59.999Z')), 0, 'the last day')
})

test('the last day is a real day, not past, and within five years', () => {
  const now = instant('2026-11-22T16:30:00Z')
  const ends: [string, string | undefined][] = [
    ['2026-11-23', undefined],
    ['2026-11-22', 'consent-until-past'],
    ['2031-11-23', undefined],
    ['2031-11-24', 'consent-until-too-far'],
    ['9999-12-31', 'consent-until-too-far'],
    ['2027-02-29', 'consent-until-invalid'],
    ['2028-02-29', undefined],
    ['2027-13-01', 'consent-until-invalid'],
    ['2027-1-1', 'consent-until-invalid'],
    ['2027-06-30T00:00:00Z', 'consent-until-invalid'],
    ['', 'consent-until-invalid'],
    ['明年', 'consent-until-invalid'],
  ]
  for (const [until, code] of ends)
    if (code === undefined) assert(requireEnd(until, now) > now)
    else assert.throws(() => requireEnd(until, now), { code }, until)
})

test('unknown purposes and field groups are refused by name, repeated ones taken once', () => {
  assert.throws(() => requirePurpose('marketing'), {
    code: 'consent-purpose-unknown',
    where: { purpose: 'marketing' },
  })
  assert.throws(() => requireFieldGroups(['tax', 'religion', 'blood']), {
    code: 'consent-field-group-unknown',
    where: { fieldGroups: ['religion', 'blood'] },
  })
  assert.throws(() => requireFieldGroups([]), { code: 'consent-field-groups-none' })
  assert.deepEqual(requireFieldGroups(['tax', 'invoices', 'tax']), ['invoices', 'tax'])
})
