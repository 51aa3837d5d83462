import type { Static } from 'typebox'
import type { Instant } from '../../foundation/instant.ts'
import type { RecordType } from '../../trust/catalog/index.ts'
import { getRecordType } from '../../trust/catalog/index.ts'
import { authorizeProcessing } from '../../trust/consent/index.ts'
import { authorizeReading, type LineageWish, type LineageWork } from './authorize-reading.ts'
import { valueColumns } from './content-digest.ts'
import { refuse } from './contract.ts'
import { parseMoment } from './parse-moment.ts'
import { planRead } from './plan-read.ts'
import type {
  createSnapshotContract,
  Snapshot,
  SnapshotVerdict,
  verifySnapshotContract,
} from './snapshot.contract.ts'
import { comparePlan, compareRead, sealPlan } from './snapshot-read.ts'

type Wish = Static<(typeof createSnapshotContract)['input']>

/** Keeps what a reader may read of one enterprise as a manifest that can be verified later. */
export async function takeSnapshot(work: LineageWork, wish: Wish): Promise<Snapshot> {
  const asOf = parseMoment(wish.asOf, work.now)
  const { authorization, plan, enterprise } = await planOfReader(work, wish, {
    asOf,
    columns: wish.columns,
    claims: wish.claims ?? 'strongest',
  })
  return sealPlan(work, authorization, plan, enterprise)
}

/** Verifies a snapshot for a reader who may read the same today; one over all enterprises is for the operator. */
export async function verifySnapshot(
  work: LineageWork,
  wish: Static<(typeof verifySnapshotContract)['input']>,
): Promise<SnapshotVerdict> {
  const { snapshot, purpose } = wish
  const asOf = parseMoment(snapshot.asOf, work.now)
  const { enterprise, recordType, columns, claims } = snapshot
  if (enterprise === '*') {
    const definition = await getRecordType(work, recordType)
    requireColumns(definition, columns)
    const authorization = await authorizeProcessing(work, { fieldGroups: [definition.fieldGroup] })
    return compareRead(work, authorization, snapshot)
  }
  const { plan } = await planOfReader(work, { enterprise, recordType, purpose }, { asOf, columns, claims })
  return comparePlan(work, plan, snapshot)
}

async function planOfReader(
  work: LineageWork,
  wish: LineageWish,
  how: { asOf: Instant; columns: readonly string[] | undefined; claims: 'strongest' | 'all' },
) {
  const { asOf, claims } = how
  const { recordType, authorization, enterprise, subjects } = await authorizeReading(work, wish, asOf)
  const columns = how.columns ?? unpersonalColumns(recordType)
  requireColumns(recordType, columns)
  const plan = await planRead(work, { recordType, columns, asOf, subjects, oneEnterprise: true, claims })
  return { authorization, enterprise, plan }
}

/** A digest over a masked name or number could be tried out: what touches a natural person is no part of it. */
function unpersonalColumns(recordType: RecordType): string[] {
  const personal = new Set(recordType.fields.filter((field) => field.personal).map(({ name }) => name))
  return valueColumns(recordType).filter((column) => !personal.has(column))
}

function requireColumns(recordType: RecordType, columns: readonly string[]): void {
  const known = unpersonalColumns(recordType)
  const unknown = columns.find((column) => !known.includes(column))
  if (unknown !== undefined)
    refuse('snapshot-column-unknown', { recordType: recordType.id, column: unknown, known })
}
