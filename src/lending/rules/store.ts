import type { Instant } from '../../foundation/instant.ts'
import { type Store, tables } from '../../foundation/unit-of-work.ts'

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
export async function insertRuleset(db: Store<RuleTables>, row: RulesetRow): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tables(db)
    .insertInto('rules.ruleset')
    .values(row)
    .onConflict((conflict) => conflict.columns(['id', 'version']).doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

export function findRuleset(
  db: Store<RuleTables>,
  { id, version }: { id: string; version: number },
): Promise<RulesetRow | undefined> {
  return tables(db)
    .selectFrom('rules.ruleset')
    .selectAll()
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
}
