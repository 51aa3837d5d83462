import { digestOf } from '../../../foundation/canonical-json.ts'
import type { Gathering } from '../../../information/records/index.ts'
import { listStandardRecordTypes, standardRecordType } from '../../../trust/catalog/index.ts'
import gatheringsFile from './gatherings.json' with { type: 'json' }

interface Plan {
  /** Rows that a table shows at most; all of them are counted. */
  newest: Record<string, number>
  months: { id: string; recordType: string; by: string[]; sums: string[]; months: number }[]
  parties: {
    id: string
    recordType: string
    by: string
    party: string[]
    sum: string
    months: number
    most: number
  }[]
  /** Record types whose single rows are too many to keep: they enter in sums. */
  inSum: string[]
  /** Record types that no page shows. */
  without: string[]
}

const plan: Plan = gatheringsFile

/** All that a dossier holds: the newest rows of each record type, months of the heavy ones, and the largest parties. */
export const gatherings: readonly Gathering[] = [
  ...listStandardRecordTypes()
    .filter(({ id }) => !plan.inSum.includes(id) && !plan.without.includes(id))
    .map(({ id, fields }) => ({
      id,
      recordType: id,
      kind: 'rows' as const,
      columns: fields.filter(({ type }) => type !== 'identifier').map(({ name }) => name),
      newest: plan.newest[id] ?? plan.newest.any!,
    })),
  ...plan.months.map((one) => ({ ...one, kind: 'months' as const })),
  ...plan.parties.map((one) => ({ ...one, kind: 'parties' as const })),
]

export type GatheringId = string

export function gatheringNamed(id: GatheringId): Gathering {
  const found = gatherings.find((gathering) => gathering.id === id)
  if (!found) throw new TypeError(`no gathering ${id}`)
  return found
}

export const profileRecordTypes: readonly string[] = [
  ...new Set(gatherings.map(({ recordType }) => recordType)),
].sort()

/** Names what dossiers hold and how: any change of it makes them all anew. */
export const dossierForm: string = digestOf({
  layout: 2,
  gatherings,
  digests: profileRecordTypes.map((id) => standardRecordType(id).digest),
})
