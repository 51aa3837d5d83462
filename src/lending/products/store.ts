import { sql } from 'kysely'
import type { Instant } from '../../foundation/instant.ts'
import { type Store, tables } from '../../foundation/unit-of-work.ts'
import type { BaseRate } from './contract.ts'

export interface ProductTables {
  /** `content` is canonical JSON: the digest is over these bytes. */
  'products.product': {
    organization: string
    id: string
    version: number
    content: string
    digest: string
    rulesetId: string
    rulesetVersion: number
    rulesetDigest: string
    publishedAt: Instant
    publishedBy: string
  }
  'products.baseRate': BaseRate & { publishedAt: Instant; publishedBy: string }
}
type ProductRow = ProductTables['products.product']
type Db = Store<ProductTables>

/** False when the version exists already. */
export async function insertProduct(db: Db, row: ProductRow): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tables(db)
    .insertInto('products.product')
    .values(row)
    .onConflict((conflict) => conflict.columns(['organization', 'id', 'version']).doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

export function findProductRow(
  db: Db,
  { organization, id, version }: Pick<ProductRow, 'organization' | 'id' | 'version'>,
): Promise<ProductRow | undefined> {
  return tables(db)
    .selectFrom('products.product')
    .selectAll()
    .where('organization', '=', organization)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
}

/** The newest version of each product, of one bank or of all. */
export function listNewest(db: Db, organization: string | undefined): Promise<ProductRow[]> {
  return tables(db)
    .selectFrom('products.product')
    .selectAll()
    .distinctOn(['organization', 'id'])
    .$if(organization !== undefined, (query) => query.where('organization', '=', organization!))
    .orderBy('organization')
    .orderBy('id')
    .orderBy('version', 'desc')
    .execute()
}

/** The banks that offer a product of this identifier. */
export async function listOffering(db: Db, id: string): Promise<string[]> {
  const rows = await tables(db)
    .selectFrom('products.product')
    .select('organization')
    .distinct()
    .where('id', '=', id)
    .execute()
  return rows.map((row) => row.organization)
}

type NewestVersion = Pick<
  ProductRow,
  'version' | 'digest' | 'rulesetId' | 'rulesetVersion' | 'rulesetDigest'
> & {
  baseRates: BaseRate[]
}

/** One round trip for a decision: the newest version of a product, and the base rates that hold on a day. */
export async function findNewestVersion(
  db: Db,
  { organization, id, day }: { organization: string; id: string; day: string },
): Promise<NewestVersion | undefined> {
  const { rows } = await sql<NewestVersion>`
    select version, digest, ruleset_id, ruleset_version, ruleset_digest, (
      select coalesce(jsonb_agg(jsonb_build_object('name', rate.name, 'effectiveOn', rate.effective_on,
        'rateBps', rate.rate_bps, 'source', rate.source) order by rate.name), '[]')
      from (
        select distinct on (name) name, effective_on, rate_bps, source from products.base_rate
        where effective_on <= ${day}::date order by name, effective_on desc
      ) as rate
    ) as base_rates
    from products.product where organization = ${organization} and id = ${id}
    order by version desc limit 1`.execute(tables(db))
  return rows[0]
}

/** False when the day has a rate already. */
export async function insertBaseRate(db: Db, row: ProductTables['products.baseRate']): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tables(db)
    .insertInto('products.baseRate')
    .values(row)
    .onConflict((conflict) => conflict.columns(['name', 'effectiveOn']).doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

export function findBaseRate(
  db: Db,
  name: BaseRate['name'],
  effectiveOn: string,
): Promise<BaseRate | undefined> {
  return tables(db)
    .selectFrom('products.baseRate')
    .select(['name', 'effectiveOn', 'rateBps', 'source'])
    .where('name', '=', name)
    .where('effectiveOn', '=', effectiveOn)
    .executeTakeFirst()
}

/** The rates that hold on a day. */
export function listBaseRates(db: Db, day: string): Promise<BaseRate[]> {
  return tables(db)
    .selectFrom('products.baseRate')
    .select(['name', 'effectiveOn', 'rateBps', 'source'])
    .distinctOn('name')
    .where('effectiveOn', '<=', day)
    .orderBy('name')
    .orderBy('effectiveOn', 'desc')
    .execute()
}
