import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { seededRandom } from '../../foundation/random.ts'
import { runWork } from '../../foundation/run-work.ts'
import { testDatabase } from '../../foundation/test-database.ts'
import type { Actor, UnitOfWork } from '../../foundation/unit-of-work.ts'
import type { AuditTables } from '../../trust/audit/index.ts'
import { listStandardSources, type Source } from '../../trust/catalog/index.ts'
import {
  claimSubjects,
  type EnterpriseTables,
  findEnterprisesBySubject,
  listEnterpriseChanges,
  type SearchDocument,
  type SubjectClaim,
  searchDocuments,
  usccCheckCharacter,
} from './index.ts'

type Work = UnitOfWork<EnterpriseTables & AuditTables>

const registry = listStandardSources().find(({ id }) => id === 'market-regulation')!
const tax = listStandardSources().find(({ id }) => id === 'tax-bureau')!
const local = listStandardSources().find(({ identifierScheme }) => identifierScheme === 'local')!
const actor: Actor = { account: 'clerk', organization: 'platform', kind: 'user', permissions: new Set() }
const opened = testDatabase()
after(async () => (await opened).close())

async function run<Result>(verb: (work: Work) => Promise<Result>): Promise<Result> {
  return runWork(await opened, actor, verb)
}

function code(number: number): string {
  const body = `91450100MA5${String(number).padStart(6, '0')}`
  return body + usccCheckCharacter(body)!
}

async function lastSequence(): Promise<bigint> {
  const found = await sql<{
    last: bigint | null
  }>`select max(sequence) as last from enterprises.change`.execute((await opened).kysely)
  return found.rows[0]!.last ?? 0n
}

/** Delivers, and answers which enterprises are said to look different. */
async function deliver(source: Source, claims: readonly SubjectClaim[]): Promise<Set<string>> {
  const before = await lastSequence()
  await run((work) => claimSubjects(work, source, claims))
  const changes = await run((work) => listEnterpriseChanges(work, before, 10_000))
  return new Set(changes.map(({ enterprise }) => enterprise))
}

function registered(value: string, since: string, facts: Record<string, string | null> = {}): SubjectClaim {
  const name = facts.name ?? `南宁${value.slice(-4)}商贸有限公司`
  return {
    value,
    names: [{ name, since }],
    facts: { name, status: 'active', region: '450103', effective_on: since, ...facts },
  }
}

test('a delivery about enterprises that look as before tells the search nothing', async () => {
  const codes = [1, 2, 3, 4, 5].map(code)
  const fresh = await deliver(
    registry,
    codes.map((value) => registered(value, '2019-01-01')),
  )
  assert.equal(fresh.size, codes.length)
  const same = codes.map((value) => registered(value, '2019-01-01'))
  assert.equal((await deliver(registry, same)).size, 0, 'the same again')
  // What a tax office sends: the code, or the code with the name that everybody knows.
  const bare = codes.map((value) => ({ value }))
  assert.equal((await deliver(tax, bare)).size, 0, 'codes alone')
  const named = codes.map((value) => {
    const name = `南宁${value.slice(-4)}商贸有限公司`
    return { value, names: [{ name, since: null }], facts: { name, effective_on: null } }
  })
  assert.equal((await deliver(tax, named)).size, 0, 'known names')
  const moved = codes.map((value) => registered(value, '2021-01-01', { address: '民族大道2号' }))
  assert.equal((await deliver(registry, moved)).size, 0, 'a later version with another address')
  const shown = { region: '450105', status: 'cancelled', industry: 'F5100', registered_capital: '100' }
  for (const [place, [field, value]] of Object.entries(shown).entries()) {
    const claim = registered(codes[place]!, '2022-01-01', { [field]: value })
    assert.equal((await deliver(registry, [claim])).size, 1, `another ${field}`)
  }
  const renamed = registered(codes[4]!, '2022-01-01', { name: '南宁新名商贸有限公司' })
  assert.equal((await deliver(registry, [renamed])).size, 1, 'another name')
})

test('whoever gains or loses a number is told of', async () => {
  const [mentioned, taken] = ['450100200001234', '450100200005678']
  const before = await deliver(registry, [
    registered(code(21), '2019-01-01', { registration_number: mentioned }),
    registered(code(22), '2019-01-01', { registration_number: taken }),
  ])
  assert.equal(before.size, 2)
  const gained = await deliver(local, [{ value: 'L1', facts: { name: '某店', uscc: code(21) } }])
  const ids = await run((work) => findEnterprisesBySubject(work, [code(21), code(22)]))
  assert.deepEqual(gained, new Set([ids.get(code(21))]))
  // Another code with the number of the second: its own row now delivers the number, so nobody only mentions it.
  const rival = await deliver(registry, [{ value: taken, facts: { name: '别店', uscc: code(23) } }])
  assert.ok(rival.has(ids.get(code(22))!), 'who only mentioned the number')
})

test('random deliveries: exactly those are told of whose document changed', async () => {
  const seed = process.env.SANXIN_SEED ?? String(Date.now())
  const random = seededRandom(`${seed}/changes`)
  const drawn = (bound: number) => Math.floor(random() * bound)
  const one = <Item>(items: readonly Item[]) => items[drawn(items.length)]!
  const codes = Array.from({ length: 6 }, (_, number) => code(100 + number))
  const names = ['甲商贸有限公司', '乙商贸有限公司', '丙商贸有限公司']
  let told = 0
  for (let step = 0; step < 40; step++) {
    const before = await documents(codes)
    const claims = codes
      .filter(() => random() < 0.5)
      .map((value): SubjectClaim => {
        const since = random() < 0.7 ? `20${10 + drawn(10)}-01-01` : null
        const name = `${value.slice(-3)}${one(names)}`
        const former = random() < 0.2 ? { former_names: `${value.slice(-3)}${one(names)}` } : {}
        const facts = { name, effective_on: since, status: one(['active', 'cancelled']), ...former }
        return { value, names: [{ name, since }], ...(random() < 0.8 ? { facts } : {}) }
      })
    const changed = await deliver(one([registry, tax]), claims)
    const now = await documents(codes)
    const differ = [...now.keys()].filter((id) => {
      const [old, present] = [before.get(id), now.get(id)]
      return JSON.stringify(old, wired) !== JSON.stringify(present, wired)
    })
    assert.deepEqual([...changed].sort(), differ.sort(), `seed ${seed}, step ${step}`)
    told += changed.size
  }
  assert.ok(told > 40, `only ${told} changes in all`)
})

const wired = (_: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value)

async function documents(codes: readonly string[]): Promise<Map<string, SearchDocument>> {
  return run(async (work) => {
    const ids = await findEnterprisesBySubject(work, codes)
    const found = await searchDocuments(work, [...ids.values()])
    return new Map(found.map((document) => [document.enterprise, document]))
  })
}

test('every row about an entity is about one that is there', async () => {
  for (const table of ['identifier', 'name', 'registration', 'change']) {
    const found = await sql<{ rows: number; lost: number }>`select count(*)::int as rows,
        count(*) filter (where entity.id is null)::int as lost
      from enterprises.${sql.raw(table)} said left join enterprises.enterprise entity on entity.id = said.enterprise`.execute(
      (await opened).kysely,
    )
    assert.ok(found.rows[0]!.rows > 0, table)
    assert.equal(found.rows[0]!.lost, 0, table)
  }
})
