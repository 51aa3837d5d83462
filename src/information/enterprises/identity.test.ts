import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { type Instant, instant } from '../../foundation/instant.ts'
import { seededRandom } from '../../foundation/random.ts'
import { runWork } from '../../foundation/run-work.ts'
import { testDatabase } from '../../foundation/test-database.ts'
import type { Actor, UnitOfWork } from '../../foundation/unit-of-work.ts'
import type { AuditTables } from '../../trust/audit/index.ts'
import { listStandardSources } from '../../trust/catalog/index.ts'
import {
  claimSubjects,
  type EnterpriseTables,
  findEnterprisesBySubject,
  findSubjects,
  getEnterprise,
  listEnterpriseChanges,
  listSuggestions,
  proposeMerge,
  proposeSplit,
  proposeUndo,
  readIdentityHistory,
  reviewSuggestion,
  searchDocuments,
} from './index.ts'

type Work = UnitOfWork<EnterpriseTables & AuditTables>

const local = listStandardSources().find((source) => source.identifierScheme === 'local')!
const person = (account: string): Actor => ({
  account,
  organization: 'platform',
  kind: 'user',
  permissions: new Set(),
})
const [proposer, reviewer] = [person('proposer'), person('reviewer')]
const opened = testDatabase()
after(async () => (await opened).close())

async function run<Result>(
  verb: (work: Work) => Promise<Result>,
  actor = proposer,
  now?: Instant,
): Promise<Result> {
  return runWork(await opened, actor, verb, now ? { now } : {})
}

async function accept(suggestion: string, now?: Instant): Promise<void> {
  await run(
    (work) => reviewSuggestion(work, { suggestion, verdict: 'accept', reason: '核对无误' }),
    reviewer,
    now,
  )
}

test('a merge, a read as of before it, its undo, and the undo of the undo', async () => {
  const of = (number: string) => `${local.id}:${number}`
  await run((work) =>
    claimSubjects(
      work,
      local,
      ['m1', 'm2', 'm3'].map((value) => ({ value })),
    ),
  )
  const ids = await run((work) => findEnterprisesBySubject(work, ['m1', 'm2', 'm3'].map(of)))
  const [one, two] = [ids.get(of('m1'))!, ids.get(of('m2'))!]
  const wish = { keep: of('m1'), absorb: of('m2'), reason: '同一经营者' }
  const suggestion = await run((work) => proposeMerge(work, wish))
  assert.equal(suggestion.state, 'open')
  await assert.rejects(
    run((work) => proposeMerge(work, { ...wish, keep: of('m2'), absorb: of('m1') })),
    {
      code: 'suggestion-open',
    },
  )
  const own = { suggestion: suggestion.id, verdict: 'accept', reason: '我自己' } as const
  await assert.rejects(
    run((work) => reviewSuggestion(work, own)),
    { code: 'suggestion-own' },
  )
  const before = instant(new Date(Date.now() - 1000))
  await accept(suggestion.id)
  await assert.rejects(accept(suggestion.id), { code: 'suggestion-decided' })

  const merged = await run((work) => getEnterprise(work, two))
  assert.equal(merged.enterprise, one)
  assert.equal(merged.mergedFrom, two)
  assert.deepEqual(await run((work) => findSubjects(work, one)), [of('m1'), of('m2')])
  assert.deepEqual(await run((work) => findSubjects(work, one, before)), [of('m1')])
  assert.deepEqual(await run((work) => findSubjects(work, two, before)), [of('m2')])
  assert.deepEqual(await run((work) => findSubjects(work, two)), [of('m2')], 'what opened one opens no more')
  assert.equal((await run((work) => searchDocuments(work, [two]))).length, 0)

  const { deeds } = await run((work) => readIdentityHistory(work, { enterprise: one }))
  assert.deepEqual(
    deeds.map(({ kind, proposedBy, reviewedBy, reason }) => ({ kind, proposedBy, reviewedBy, reason })),
    [{ kind: 'merge', proposedBy: 'proposer', reviewedBy: 'reviewer', reason: '核对无误' }],
  )
  const undo = await run((work) => proposeUndo(work, { deed: deeds[0]!.deed, reason: '看错了' }))
  await accept(undo.id)
  assert.equal((await run((work) => getEnterprise(work, two))).enterprise, two)
  assert.deepEqual(await run((work) => findSubjects(work, one)), [of('m1')])
  await assert.rejects(
    run((work) => proposeUndo(work, { deed: deeds[0]!.deed, reason: '再撤销一次' })),
    {
      code: 'identity-changed',
    },
  )
  const history = await run((work) => readIdentityHistory(work, { enterprise: one }))
  const again = await run((work) => proposeUndo(work, { deed: history.deeds[1]!.deed, reason: '原来没看错' }))
  await accept(again.id)
  assert.equal((await run((work) => getEnterprise(work, two))).enterprise, one)
  await assert.rejects(
    run((work) => proposeSplit(work, { entity: of('m3'), reason: '没有合并过' })),
    {
      code: 'identity-apart',
    },
  )
  await assert.rejects(
    run((work) => proposeUndo(work, { deed: 'nothing', reason: '没有这个' })),
    {
      code: 'deed-unknown',
    },
  )
})

/** What the platform should believe, kept as plainly as possible: who absorbed whom, and since when. */
class NaiveIdentity {
  links: { absorbed: number; survivor: number; from: number; to: number }[] = []
  rootAt(entity: number, at: number): number {
    const link = this.links.find((other) => other.absorbed === entity && other.from <= at && at < other.to)
    return link ? this.rootAt(link.survivor, at) : entity
  }
  under(entity: number, at: number, of: number): boolean {
    if (entity === of) return true
    const link = this.links.find((other) => other.absorbed === entity && other.from <= at && at < other.to)
    return link !== undefined && this.under(link.survivor, at, of)
  }
}

test('random merges, splits and undos agree with a naive model, now and as of every moment before', async () => {
  const seed = process.env.SANXIN_SEED ?? String(Date.now())
  const random = seededRandom(`${seed}/identity`)
  const drawn = (bound: number) => Math.floor(random() * bound)
  const size = 7
  const subjects = Array.from({ length: size }, (_, number) => `${local.id}:r${number}`)
  await run((work) =>
    claimSubjects(
      work,
      local,
      subjects.map((_, number) => ({ value: `r${number}` })),
    ),
  )
  const found = await run((work) => findEnterprisesBySubject(work, subjects))
  const ids = subjects.map((subject) => found.get(subject)!)
  const model = new NaiveIdentity()
  const start = Date.now() + 1000
  const moment = (step: number) => instant(new Date(start + step * 1000))
  const deeds: { id: string; absorbed: number; survivor: number; kind: 'merge' | 'split'; step: number }[] =
    []
  const steps = 40
  let done = 0
  for (let step = 1; step <= steps; step++) {
    const [one, other] = [drawn(size), drawn(size)]
    const [rootOne, rootOther] = [model.rootAt(one, step), model.rootAt(other, step)]
    const dice = random()
    const live = model.links.filter((link) => link.to === Number.POSITIVE_INFINITY)
    if (dice < 0.5 && rootOne !== rootOther) {
      const wish = { keep: subjects[one]!, absorb: subjects[other]!, reason: '随机合并' }
      const { id } = await run((work) => proposeMerge(work, wish), proposer, moment(step))
      await accept(id, moment(step))
      model.links.push({ absorbed: rootOther, survivor: rootOne, from: step, to: Number.POSITIVE_INFINITY })
      deeds.push({ id, absorbed: rootOther, survivor: rootOne, kind: 'merge', step })
    } else if (dice < 0.75 && live.length > 0) {
      const link = live[drawn(live.length)]!
      const wish = { entity: ids[link.absorbed]!, reason: '随机拆分' }
      const { id } = await run((work) => proposeSplit(work, wish), proposer, moment(step))
      await accept(id, moment(step))
      link.to = step
      deeds.push({ id, absorbed: link.absorbed, survivor: link.survivor, kind: 'split', step })
    } else if (deeds.length > 0) {
      const history = await run((work) => readIdentityHistory(work, { enterprise: ids[one]! }))
      const deed = history.deeds[drawn(history.deeds.length)]
      if (deed === undefined) continue
      const [absorbed, survivor] = [ids.indexOf(deed.absorbed), ids.indexOf(deed.survivor)]
      const wish = { deed: deed.deed, reason: '随机撤销' }
      const { id } = await run((work) => proposeUndo(work, wish), proposer, moment(step)).catch((error) => {
        assert.equal(error.code, 'identity-changed')
        return { id: undefined }
      })
      if (id === undefined) continue
      const refused = await accept(id, moment(step)).then(
        () => false,
        (error) => ['identity-changed', 'identity-same'].includes(error.code),
      )
      if (refused) {
        const verdict = { suggestion: id, verdict: 'reject', reason: '已不可能' } as const
        await run((work) => reviewSuggestion(work, verdict), reviewer, moment(step))
        continue
      }
      if (deed.kind === 'merge') live.find((link) => link.absorbed === absorbed)!.to = step
      else model.links.push({ absorbed, survivor, from: step, to: Number.POSITIVE_INFINITY })
    }
    done++
  }
  assert.ok(done > steps / 3, `only ${done} steps did something`)
  for (const step of [0, 1, 5, 11, 17, 23, 29, 35, steps, steps + 1]) {
    const at = moment(step)
    const roots = await run((work) => findEnterprisesBySubject(work, subjects, at), proposer)
    for (let entity = 0; entity < size; entity++) {
      const where = `seed ${seed}, as of step ${step}, entity ${entity}`
      assert.equal(ids.indexOf(roots.get(subjects[entity]!)!), model.rootAt(entity, step), where)
      const under = subjects.filter((_, other) => model.under(other, step, entity))
      assert.deepEqual((await run((work) => findSubjects(work, ids[entity]!, at))).sort(), under, where)
    }
  }
  for (let entity = 0; entity < size; entity++) {
    const root = ids[model.rootAt(entity, steps + 1)]
    assert.equal(
      (await run((work) => getEnterprise(work, subjects[entity]!))).enterprise,
      root,
      `seed ${seed}`,
    )
  }
})

test('what changed is said in an order that never goes back, for a merge on both sides', async () => {
  const seen = await run((work) => listEnterpriseChanges(work, 0n, 10_000))
  const last = seen.at(-1)!.sequence
  await run((work) => claimSubjects(work, local, [{ value: 'c1' }, { value: 'c2' }]))
  await run((work) => claimSubjects(work, local, [{ value: 'c1' }, { value: 'c2' }]))
  const fresh = await run((work) => listEnterpriseChanges(work, last, 100))
  assert.equal(fresh.length, 2, 'what was delivered before looks the same')
  const wish = { keep: `${local.id}:c1`, absorb: `${local.id}:c2`, reason: '同一主体' }
  const { id } = await run((work) => proposeMerge(work, wish))
  assert.ok((await run((work) => listSuggestions(work, {}))).items.some((item) => item.id === id))
  await accept(id)
  const merged = await run((work) => listEnterpriseChanges(work, fresh.at(-1)!.sequence, 100))
  assert.deepEqual(
    new Set(merged.map(({ enterprise }) => enterprise)),
    new Set(fresh.map(({ enterprise }) => enterprise)),
  )
})
