import type { CatalogTables } from '../../trust/catalog/index.ts'
import type { ScoringTables } from '../scoring/index.ts'

/** The tables of the rooms that a page is made of; this room has none of its own. */
export type ProfileTables = ScoringTables & CatalogTables
