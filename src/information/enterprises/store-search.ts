import { sql } from 'kysely'
import { type Store, tables } from '../../foundation/unit-of-work.ts'
import type { EnterpriseTables } from './store.ts'

export interface FoundRow {
  enterprise: string
  uscc: string | null
  name: string
  region: string | null
  industry: string | null
  status: string | null
  /** Masked. */
  legalRepresentative: string | null
}

/** The newest changes are looked through one by one; of more, the older wait for the index. */
const newestMax = 10_000
/** So many of each kind are put in order; of more, whichever the store comes upon first. */
const orderedMax = 2000

export interface SearchWish {
  /** Without white space, in lower case. */
  plain: string
  /** As `normalizeName` gives it; empty when nothing is left of it. */
  normalName: string
  /** The beginning of a code. */
  code: string | undefined
  /** Changes after this one are looked through for the text anywhere in the name. */
  after: bigint
  pageSize: number
}

/**
 * Names that contain the text among the newest changes, names that begin with it and codes that do among all; the most
 * exact first. Bounded however many enterprises there are.
 */
export async function searchRegistrations(
  db: Store<EnterpriseTables>,
  wish: SearchWish,
): Promise<FoundRow[]> {
  const plain = sql`replace(lower(normalize(said.name, NFKC)), ' ', '')`
  const beginning = (text: string) => `${text.replace(/[\\%_]/g, '\\$&')}%`
  const newest = sql`select said.enterprise from (
        select enterprise from changed
        union select entity.id from changed join enterprises.enterprise entity on entity.survivor = changed.enterprise
      ) as part (entity) join enterprises.registration said on said.enterprise = part.entity
      where position(${wish.plain} in ${plain}) > 0`
  const named = sql`(select said.enterprise from enterprises.registration said
      where said.normal_name like ${beginning(wish.normalName)} limit ${orderedMax})`
  const coded = sql`(select said.enterprise from enterprises.registration said
      where said.uscc like ${beginning(wish.code ?? '')} limit ${orderedMax})`
  const found = await sql<FoundRow>`with changed as (select distinct enterprise from (select enterprise
      from enterprises.change where sequence > ${wish.after} order by sequence desc limit ${newestMax}) as newest)
    select coalesce(entity.survivor, entity.id) as enterprise, said.uscc, said.name,
      said.region, said.industry, said.status, said.legal_representative
    from (${newest} ${wish.normalName === '' ? sql`` : sql`union ${named}`}
      ${wish.code === undefined ? sql`` : sql`union ${coded}`}) as match (entity)
      join enterprises.registration said on said.enterprise = match.entity
      join enterprises.enterprise entity on entity.id = match.entity
    order by ${plain} = ${wish.plain} desc, position(${wish.plain} in ${plain}) = 1 desc, length(said.name), said.name,
      said.enterprise limit ${wish.pageSize}`.execute(tables(db))
  return found.rows
}
