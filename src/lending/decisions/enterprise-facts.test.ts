import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instant } from '../../foundation/instant.ts'
import type { Registration } from '../../information/enterprises/index.ts'
import { enterpriseFacts, industrySection } from './enterprise-facts.ts'

const registration: Registration = {
  ...{ uscc: null, name: '甲', legalRepresentative: null, registeredCapitalFen: null, address: null },
  ...{
    establishedOn: '2024-03-15',
    status: 'active',
    industry: 'C3811',
    region: '450100',
    regionDerived: false,
  },
  ...{ effectiveOn: null, source: 'market-regulation', knownAt: '2024-04-01T00:00:00.000+08:00' },
}

test('the section of an industry code, with its letter and without (GB/T 4754-2017)', () => {
  const sections = {
    C3811: 'C',
    '3811': 'C',
    '01': 'A',
    '06': 'B',
    '5132': 'F',
    '7010': 'K',
    '97': 'T',
    P8391: 'P',
  }
  for (const [code, section] of Object.entries(sections)) assert.equal(industrySection(code), section, code)
  for (const code of ['', '00', '98', 'Z12', 'C', '中'])
    assert.equal(industrySection(code), code === 'C' ? 'C' : null, code)
})

test('full months since establishment, by the calendar of Shanghai', () => {
  const age = (at: string) => enterpriseFacts(registration, instant(at))['enterprise.ageMonths']
  assert.equal(age('2026-03-14T15:59:59Z'), 23)
  assert.equal(age('2026-03-14T16:00:00Z'), 24)
})

test('what became known after the as-of moment says nothing about it', () => {
  const early = enterpriseFacts(registration, instant('2024-03-31T15:59:59Z'))
  assert.deepEqual(new Set(Object.values(early)), new Set([null]))
  assert.equal(enterpriseFacts(registration, instant('2024-03-31T16:00:00Z'))['enterprise.status'], 'active')
})
