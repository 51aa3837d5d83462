import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type CatalogTables, getRecordType } from '../../trust/catalog/index.ts'
import type { FieldGroup } from '../../trust/consent/index.ts'
import { type RelationKind, relationKinds } from './graph.contract.ts'
import type { RelationRecordType } from './record-sql.ts'

/** Of which record type a kind of relation is made, and at which end of the edge that record's enterprise stands. */
export const recordOf: Readonly<
  Record<RelationKind, { recordType: RelationRecordType; own: 'from' | 'to' | 'either' }>
> = {
  shareholding: { recordType: 'shareholder', own: 'to' },
  investment: { recordType: 'investment', own: 'from' },
  position: { recordType: 'key-person', own: 'to' },
  guarantee: { recordType: 'guarantee', own: 'from' },
  trade: { recordType: 'invoice-counterparty', own: 'either' },
}

/** What a reader needs for each kind, by its number: nothing (null), or the consent to a field group. */
export type Needs = readonly (FieldGroup | null)[]

/** As the catalogue has it: whether a record type is public is a decision of the platform, not of this code. */
export async function findNeeds(work: UnitOfWork<CatalogTables>): Promise<Needs> {
  const needs: (FieldGroup | null)[] = []
  for (const kind of relationKinds) {
    const { sharing, fieldGroup } = await getRecordType(work, recordOf[kind].recordType)
    needs.push(sharing === 'public' ? null : (fieldGroup as FieldGroup))
  }
  return needs
}
