import assert from 'node:assert/strict'
import { test } from 'node:test'
import { month, monthIndex } from '../../../foundation/month.ts'
import { standardRecordType } from '../../../trust/catalog/index.ts'
import { firstDayOf } from '../calendar.ts'
import { openCity } from '../city.ts'
import type { Cell, CityRecordType } from '../emit.ts'
import { defaulted } from '../health.ts'
import { lifeOf } from '../life.ts'
import { emitRegistry } from './emit-registry.ts'
import { groupOf } from './group.ts'

const lastMonth = month('2026-09')
const lastDay = firstDayOf(monthIndex(lastMonth) + 1) - 1
const seed = process.env.SANXIN_SEED ?? 'registry'
const city = openCity({ enterprises: 1500, seed, lastMonth, months: 36 })

type Row = Record<string, Cell>
const rows = new Map<CityRecordType, Map<string, { on: number; row: Row }>>()
for (let number = 0; number < city.count; number++)
  emitRegistry(city, city.firm(number), (recordType, on, cells) => {
    if (on > lastDay) return
    const { fields, key } = standardRecordType(recordType)
    assert.equal(cells.length, fields.length, recordType)
    const row = Object.fromEntries(fields.map(({ name }, place) => [name, cells[place]!]))
    const versions = rows.get(recordType) ?? new Map()
    rows.set(recordType, versions)
    const of = key.map((name) => row[name]).join('|')
    if ((versions.get(of)?.on ?? 0) <= on) versions.set(of, { on, row })
  })

/** Of each key the version that is known last. */
const known = (recordType: CityRecordType) =>
  [...(rows.get(recordType)?.values() ?? [])].map(({ row }) => row)
const byFirm = (recordType: CityRecordType) => Map.groupBy(known(recordType), ({ uscc }) => uscc as string)

test('what is held of a firm today adds up to all of it, and so does what was subscribed', () => {
  const registrations = byFirm('registration')
  let many = 0
  for (const [uscc, holders] of byFirm('shareholder')) {
    // A transfer is known of both who sells and who buys on the same day, so there is no gap between them.
    const held = holders.filter(({ until }) => until === null)
    assert.equal(
      held.reduce((sum, { ratio_bps: ratio }) => sum + Number(ratio), 0),
      10_000,
      uscc,
    )
    if (held.length > 10) many++
    const capital = registrations.get(uscc)!.at(-1)!.registered_capital
    const subscribed = held.reduce((sum, row) => sum + Number(row.subscribed), 0)
    // Shareholders are delivered some weeks after a raise of the capital.
    assert(
      [1, 0.5, 0.25].some((part) => Math.abs(subscribed / Number(capital) - part) < 0.001),
      uscc,
    )
  }
  assert(many > 5, `firms of many owners: ${many}`)
})

test('an investment and the shareholder record of its target say the same', () => {
  const shareholders = new Map(known('shareholder').map((row) => [`${row.holder_id}|${row.uscc}`, row]))
  const investments = known('investment')
  assert(investments.length > 50)
  for (const row of investments) {
    const other = shareholders.get(`${row.uscc}|${row.target_uscc}`)!
    assert.deepEqual(
      [row.amount, row.ratio_bps, row.invested_on],
      [other.subscribed, other.ratio_bps, other.since],
    )
  }
  const codes = new Set(known('registration').map(({ uscc }) => uscc))
  const within = known('shareholder').filter(
    ({ kind, holder_id: id }) => kind === 'enterprise' && codes.has(id!),
  )
  assert.equal(within.length, investments.length)
})

test('the legal representative of the registration is the key person in office, and some represent several firms', () => {
  const persons = byFirm('key-person')
  const firms = new Map<Cell, Set<string>>()
  for (const [uscc, versions] of byFirm('registration')) {
    const inOffice = persons
      .get(uscc)!
      .filter(({ role, ended_on: ended }) => role === 'legal-representative' && ended === null)
    const latest = versions.at(-1)!.legal_representative
    // Persons are delivered some weeks after the registration.
    const late = persons.get(uscc)!.some(({ started_on: day }) => Number(day) > lastDay - 60)
    if (!late)
      assert(
        inOffice.length === 1 || versions.some(({ effective_on: day }) => Number(day) > lastDay - 60),
        uscc,
      )
    if (inOffice.length === 1 && versions.every(({ effective_on: day }) => Number(day) < lastDay - 60))
      assert.equal(inOffice[0]!.name, latest, uscc)
    for (const { person_id: id } of inOffice) firms.set(id!, (firms.get(id!) ?? new Set()).add(uscc))
  }
  assert([...firms.values()].some(({ size }) => size >= 3))
})

test('every member of a group finds the same group by itself', () => {
  let largest = 0
  for (let number = 0; number < city.count; number++) {
    const group = groupOf(city, number)
    assert(group.members.includes(number))
    largest = Math.max(largest, group.members.length)
    for (const member of group.members) assert.deepEqual(groupOf(city, member), group)
  }
  assert(largest >= 8, `largest group ${largest}`)
})

test('courts follow a default in order: filed, judged, enforced, listed; a plaintiff of the city has the same case', () => {
  const cases = Map.groupBy(known('case'), ({ case_number: number }) => number)
  const judged = new Map(known('judgment').map((row) => [`${row.uscc}|${row.case_number}`, row]))
  let seen = 0
  let both = 0
  for (const row of known('enforcement')) {
    const number = String(row.case_number).replace('执', '民初')
    const filed = cases.get(number)!.find(({ uscc, role }) => uscc === row.uscc && role === 'defendant')!
    const judgment = judged.get(`${row.uscc}|${number}`)!
    assert(
      Number(filed.filed_on) < Number(judgment.decided_on) &&
        Number(judgment.decided_on) < Number(row.filed_on),
    )
    seen++
  }
  for (const parties of cases.values()) {
    if (parties.length < 2) continue
    both++
    assert.deepEqual(parties.map(({ role }) => role).sort(), ['defendant', 'plaintiff'])
    assert.equal(parties[0]!.amount, parties[1]!.amount)
  }
  assert(seen > 20 && both > 3, `enforced ${seen}, with both parties of the city ${both}`)
  const enforced = new Map(
    known('enforcement').map((row) => [`${row.uscc}|${row.case_number}`, row.filed_on]),
  )
  for (const row of [...known('dishonest'), ...known('consumption-limit')]) {
    const from = enforced.get(`${row.uscc}|${row.case_number}`)
    assert(Number(from) < Number(row.published_on ?? row.ordered_on))
  }
})

test('nobody is enforced against who has not stopped paying', () => {
  const codes = new Map(Array.from({ length: city.count }, (_, number) => [city.firm(number).uscc, number]))
  for (const { uscc } of known('enforcement'))
    assert(city.history(codes.get(uscc as string)!).phase.includes(defaulted), uscc as string)
})

test('an annual report says the people and sales of the firm; who does not file is listed, once', () => {
  const codes = new Map(Array.from({ length: city.count }, (_, number) => [city.firm(number).uscc, number]))
  const reports = known('annual-report')
  assert(reports.length > city.count)
  for (const row of reports.slice(0, 300)) {
    const life = lifeOf(city, codes.get(row.uscc as string)!)
    const december = Number(row.year) * 12 + 11 - city.span.origin
    assert.equal(row.employees, life.people.headcount[december])
    if (december - 11 < life.from) continue
    const sales = life.salesFen.slice(december - 11, december + 1).reduce((sum, fen) => sum + fen, 0)
    assert.equal(row.revenue, Math.max(0, sales))
  }
  for (const [uscc, entries] of byFirm('abnormal')) {
    const open = entries.filter(
      ({ reason, removed_on: removed }) => reason === 'no-annual-report' && removed === null,
    )
    assert(open.length <= 1, uscc)
  }
})

test('a mortgage or a seal is on a property that the firm owns', () => {
  const properties = new Set(known('real-estate').map((row) => `${row.uscc}|${row.property_number}`))
  const rights = known('real-estate-right')
  assert(rights.length > 30)
  for (const row of rights) assert(properties.has(`${row.uscc}|${row.property_number}`))
})
