import type { Static } from 'typebox'
import { type Instant, inShanghai } from '../../foundation/instant.ts'
import { listSourceChanges } from '../../trust/catalog/index.ts'
import { authorizeReading, type LineageWork } from './authorize-reading.ts'
import { beliefsOf } from './belief.ts'
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
  const { enterprise, recordType, subjects } = await authorizeReading(work, wish)
  const key = readKey(wish.key, keyColumns(recordType).length)
  if (key === undefined) return refuse('record-key-malformed', { key: wish.key })
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
  }))
  const beliefs = beliefsOf(
    claims,
    await listStrengths(work, [...new Set(claims.map(({ source }) => source))]),
  )
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

/** The order of the sources at each moment at which it can have changed. */
async function listStrengths(work: LineageWork, sources: readonly string[]) {
  const moments = new Set<Instant>()
  for (const source of sources) for (const at of await listSourceChanges(work, source)) moments.add(at)
  moments.add(work.now)
  const strengths: { at: Instant; sources: string[] }[] = []
  for (const at of [...moments].sort())
    strengths.push({ at, sources: (await standingsOf(work, sources, at)).map(({ source }) => source) })
  return strengths
}
