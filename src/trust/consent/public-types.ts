import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type CatalogTables, listRecordTypes, type RecordType } from '../catalog/index.ts'
import { type FieldGroup, fieldGroups } from './contract.ts'

export type Shared = Pick<RecordType, 'id' | 'fieldGroup' | 'sharing'>

export interface PublicTypes {
  /** Record types that need no consent. */
  types: readonly Shared[]
  /** Field groups in which something is public, in the order of the catalogue. */
  groups: readonly FieldGroup[]
  /** Those in which all is. */
  whole: readonly FieldGroup[]
}

/** Decided by record type as the directory stands now: one that is not public stays shut in whatever group it is. */
export function publicTypesAmong(recordTypes: readonly Shared[]): PublicTypes {
  const types = recordTypes.filter(({ sharing }) => sharing === 'public')
  const groups = groupsOf(types)
  const shut = groupsOf(recordTypes.filter(({ sharing }) => sharing !== 'public'))
  return { types, groups, whole: groups.filter((group) => !shut.includes(group)) }
}

export function groupsOf(recordTypes: readonly Shared[]): FieldGroup[] {
  const found = new Set(recordTypes.map(({ fieldGroup }) => fieldGroup))
  return fieldGroups.filter((group) => found.has(group))
}

export async function findPublicTypes(work: UnitOfWork<CatalogTables>): Promise<PublicTypes> {
  return publicTypesAmong(await listRecordTypes(work))
}
