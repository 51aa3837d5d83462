import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { type LinkageRow, makeLinkageSet } from '../../src/demonstration/sample-city/linkage-set.ts'
import { runWork } from '../../src/foundation/run-work.ts'
import { testDatabase } from '../../src/foundation/test-database.ts'
import type { Actor, UnitOfWork } from '../../src/foundation/unit-of-work.ts'
import {
  claimSubjects,
  type EnterpriseTables,
  getEnterprise,
  listSuggestions,
  reviewSuggestion,
  type SubjectClaim,
  suggestLinks,
} from '../../src/information/enterprises/index.ts'
import type { AuditTables } from '../../src/trust/audit/index.ts'
import { listStandardSources } from '../../src/trust/catalog/index.ts'

type Work = UnitOfWork<EnterpriseTables & AuditTables>

const sources = listStandardSources()
const registry = sources.find((source) => source.id === 'market-regulation')!
const department = { ...sources.find((source) => source.identifierScheme === 'local')!, id: 'department' }
const reviewer: Actor = {
  account: 'reviewer',
  organization: 'platform',
  kind: 'user',
  permissions: new Set(),
}
const opened = testDatabase()
after(async () => (await opened).close())
const run = async <Result>(verb: (work: Work) => Promise<Result>) => runWork(await opened, reviewer, verb)

function claimOf(row: LinkageRow, value: string): SubjectClaim {
  return {
    value,
    names: [
      { name: row.name, since: null },
      ...row.formerNames.map((name) => ({ name, since: null, former: true })),
    ],
    facts: {
      name: row.name,
      region: row.region,
      legal_representative: row.representative,
      registered_capital: row.capitalYuan === null ? null : `${row.capitalYuan}00`,
      established_on: row.establishedOn,
      address: row.address,
      uscc: value === row.uscc ? null : row.uscc,
    },
  }
}

test('of a city seen by two departments, rules attach what is sure and nothing wrong, and the linkage suggests the rest', async () => {
  const set = makeLinkageSet('identity', 400)
  const truthOf = new Map([...set.truth].map(([left, right]) => [right, left]))
  await run((work) =>
    claimSubjects(
      work,
      registry,
      set.registry.map((row) => claimOf(row, row.uscc!)),
    ),
  )
  await run((work) =>
    claimSubjects(
      work,
      department,
      set.department.map((row) => claimOf(row, row.id)),
    ),
  )
  const codeOf = new Map(set.registry.map((row) => [row.id, row.uscc!]))
  const [attached, apart] = [new Map<string, string>(), new Set<string>()]
  await run(async (work) => {
    for (const { id } of set.department) {
      const { uscc, registration } = await getEnterprise(work, `department:${id}`)
      if (uscc !== null && registration?.source === registry.id) attached.set(id, uscc)
      else apart.add(id)
    }
  })
  const wrong = [...attached].filter(([id, uscc]) => codeOf.get(truthOf.get(id) ?? '') !== uscc)
  assert.deepEqual(wrong, [], 'a rule that attaches is never wrong here')
  assert.ok(attached.size > 0.5 * set.truth.size, `${attached.size} attached`)

  const made = await suggestLinks(await opened, reviewer)
  assert.ok(made.suggested > 0)
  const open = []
  for (let after: string | undefined; ; ) {
    const page = await run((work) => listSuggestions(work, { pageSize: 100, ...(after ? { after } : {}) }))
    if (page.items.length === 0) break
    open.push(...page.items)
    after = page.items.at(-1)!.id
  }
  const numberOf = (side: { identifiers: { scheme: string; value: string }[] }) =>
    side.identifiers.find(({ scheme }) => scheme === 'local:department')?.value
  const right = open.filter((item) => {
    const code = item.survivor.identifiers.find(({ scheme }) => scheme === 'uscc')?.value
    const left = truthOf.get(numberOf(item.absorbed) ?? '')
    return left !== undefined && codeOf.get(left) === code
  })
  const sought = [...apart].filter((id) => truthOf.has(id)).length
  assert.ok(right.length / sought > 0.85, `${right.length} of ${sought} found`)
  assert.ok(right.length / open.length > 0.6, `${right.length} of ${open.length} suggestions are right`)
  const linked = open.filter((item) => item.origin === 'linkage')
  assert.ok(linked.length > 0)
  for (const item of linked) assert.ok(item.reasons.length >= 6 && item.weight !== null)

  const rejected = right[0]!
  const verdict = { suggestion: rejected.id, verdict: 'reject', reason: '不是一家' } as const
  await run((work) => reviewSuggestion(work, verdict))
  assert.equal(
    (await suggestLinks(await opened, reviewer)).suggested,
    0,
    'the rejected and the open are not suggested again',
  )

  const accepted = right[1]!
  await run((work) =>
    reviewSuggestion(work, { suggestion: accepted.id, verdict: 'accept', reason: '同一家' }),
  )
  const id = numberOf(accepted.absorbed)!
  const merged = await run((work) => getEnterprise(work, `department:${id}`))
  assert.equal(merged.uscc, codeOf.get(truthOf.get(id)!))
})
