import type { CatalogTables } from '../../trust/catalog/index.ts'
import type { ConsentTables } from '../../trust/consent/index.ts'
import type { EnterpriseTables } from '../enterprises/index.ts'
import type { RecordsTables } from '../records/index.ts'
import type { RelationsTables as OwnTables } from './store.ts'

/** What a verb of this room may touch: its own tables, and those of the rooms below by way of them. */
export type RelationsTables = OwnTables & RecordsTables & EnterpriseTables & CatalogTables & ConsentTables
