import type { RelationsTables } from '../../information/relations/index.ts'
import type { CatalogTables } from '../../trust/catalog/index.ts'
import type { ScoringTables } from '../scoring/index.ts'
import type { OwnTables } from './store.ts'

/** The tables of the rooms that a page is made of, and its own. */
export type ProfileTables = OwnTables & ScoringTables & CatalogTables & RelationsTables
