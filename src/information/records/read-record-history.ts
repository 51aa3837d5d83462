import type { Static } from 'typebox'
import { type Instant, inShanghai, instant } from '../../foundation/instant.ts'
import { listSourceChanges } from '../../trust/catalog/index.ts'
import { findSubjects, readIdentityHistory } from '../enterprises/index.ts'
import { authorizeReading, type LineageWork } from './authorize-reading.ts'
import { beliefsOf, type Standpoint } from './belief.ts'
import { valueColumns } from './content-digest.ts'
import { type readRecordHistoryContract, refuse } from './contract.ts'
import { planRead } from './plan-read.ts'
import { standingsOf } from './precedence.ts'
import { readPlan } from './read-plan.ts'
import { readKey } from './record-row.ts'
import { fieldsOf, happenedFrom, namedType, versionsOf } from './record-version.ts'
import { keyColumns } from './scan-plan.ts'

type Input = Static<(typeof readRecordHistoryContract)['input']>
type Output = Static<(typeof readRecordHistoryContract)['output']>

/** What was ever said of one record, by whom and when, the withdrawn too; and which of it was believed when. */
export async function readRecordHistory(work: LineageWork, wish: Input): Promise<Output> {
  const { enterprise, recordType, subjects: keysNow } = await authorizeReading(work, wish)
  const key = readKey(wish.key, keyColumns(recordType).length)
  if (key === undefined) return refuse('record-key-malformed', { key: wish.key })
  const holdings = await listHoldings(work, enterprise, keysNow)
  const subjects = [...new Set(holdings.flatMap((holding) => [...holding.subjects]))]
  const plan = await planRead(work, {
    recordType,
    columns: valueColumns(recordType),
    asOf: work.now,
    subjects,
    oneEnterprise: true,
    claims: 'all',
    withWithdrawn: true,
  })
  const read = subjects.length > 0 ? await readPlan(work, plan, { key }) : { rows: [], batches: [], total: 0 }
  const order = [...read.rows.keys()].sort((left, right) => inOrder(read, left, right))
  const sorted = {
    rows: order.map((at) => read.rows[at]!),
    batches: order.map((at) => read.batches[at]!),
    total: read.total,
  }
  const versions = await versionsOf(work, recordType, sorted)
  const claims = versions.map(({ happened }, at) => ({
    source: sorted.rows[at]!.provenance.source,
    knownAt: sorted.rows[at]!.provenance.knownAt as Instant,
    happenedFrom: happenedFrom(happened),
    withdrawnAt: sorted.batches[at]!.withdrawnAt,
    subject: sorted.rows[at]!.subject,
  }))
  const sources = [...new Set(claims.map(({ source }) => source))]
  const beliefs = beliefsOf(claims, await listStandpoints(work, sources, holdings))
  return {
    enterprise,
    recordType: namedType(recordType),
    fields: fieldsOf(recordType),
    items: versions.map((version, at) => {
      const { withdrawnAt } = sorted.batches[at]!
      return { ...version, withdrawnAt: withdrawnAt === null ? null : inShanghai(withdrawnAt) }
    }),
    beliefs: beliefs.map(({ from, to, item }) => ({
      from: inShanghai(from),
      to: to === null ? null : inShanghai(to),
      item,
    })),
  }
}

type Read = Awaited<ReturnType<typeof readPlan>>

/** By known time, then by publication, then by the place in the file: the order in which versions replace each other. */
function inOrder({ rows, batches }: Read, left: number, right: number): number {
  const [one, other] = [rows[left]!.provenance, rows[right]!.provenance]
  if (one.knownAt !== other.knownAt) return one.knownAt < other.knownAt ? -1 : 1
  const apart = batches[left]!.sequence - batches[right]!.sequence
  if (apart !== 0n) return apart < 0n ? -1 : 1
  return one.file === other.file ? one.row - other.row : one.file < other.file ? -1 : 1
}

type Holding = Pick<Standpoint, 'at' | 'subjects'>

/** The lake keys of the enterprise before and after each moment at which a merge or its undo can have changed them. */
async function listHoldings(work: LineageWork, of: string, keysNow: readonly string[]): Promise<Holding[]> {
  const { deeds, claims } = await readIdentityHistory(work, { enterprise: of })
  const moments = [
    ...deeds.map(({ at }) => at),
    ...claims.flatMap(({ knownFrom, knownTo }) => [knownFrom ?? [], knownTo ?? []].flat()),
  ].map((at) => instant(at))
  const first = instant('0001-01-01T00:00:00Z')
  const holdings: Holding[] = []
  for (const at of [...new Set([first, ...moments])].filter((at) => at < work.now).sort())
    holdings.push({ at, subjects: new Set(await findSubjects(work, of, at)) })
  return [...holdings, { at: work.now, subjects: new Set(keysNow) }]
}

/** The order of the sources and the keys at each moment at which one of them can have changed. */
async function listStandpoints(
  work: LineageWork,
  sources: readonly string[],
  holdings: readonly Holding[],
): Promise<Standpoint[]> {
  const moments = new Set(holdings.map(({ at }) => at))
  for (const source of sources) for (const at of await listSourceChanges(work, source)) moments.add(at)
  const standpoints: Standpoint[] = []
  for (const at of [...moments].sort()) {
    const { subjects } = holdings.findLast((holding) => holding.at <= at)!
    const standings = await standingsOf(work, sources, at)
    standpoints.push({ at, subjects, sources: standings.map(({ source }) => source) })
  }
  return standpoints
}
