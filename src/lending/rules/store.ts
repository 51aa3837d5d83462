import type { Kysely } from 'kysely'
import type { Instant } from '../../foundation/instant.ts'

export interface RuleTables {
  /** `content` is canonical JSON: the digest is over these bytes. */
  'rules.ruleset': {
    id: string
    version: number
    organization: string
    content: string
    digest: string
    publishedAt: Instant
    publishedBy: string
  }
}
export type RulesetRow = RuleTables['rules.ruleset']

/** False when the version exists already. */
export async function insertRuleset(db: Kysely<RuleTables>, row: RulesetRow): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('rules.ruleset')
    .values(row)
    .onConflict((conflict) => conflict.columns(['id', 'version']).doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

export function findRuleset(
  db: Kysely<RuleTables>,
  { id, version }: { id: string; version: number },
): Promise<RulesetRow | undefined> {
  return db
    .selectFrom('rules.ruleset')
    .selectAll()
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
}
