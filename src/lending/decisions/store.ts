import type { Instant } from '../../foundation/instant.ts'
import { type Store, tables } from '../../foundation/unit-of-work.ts'
import type { Outcome } from './contract.ts'

export interface DecisionTable {
  id: string
  organization: string
  enterprise: string
  product: string
  outcome: Outcome
  amountFen: bigint
  creditLimitFen: bigint | null
  rateBps: number | null
  score: number | null
  grade: string | null
  asOf: Instant
  decidedAt: Instant
  decidedBy: string
  /** Canonical JSON, as hashed. */
  sealed: string
  answer: string
  digest: string
  idempotencyKey: string | null
  requestDigest: string
}
export interface OwnTables {
  'decisions.decision': DecisionTable
}
type Db = Store<OwnTables>

/** False when the bank has used the idempotency key before, also if the other is only just committing. */
export async function insertDecision(db: Db, row: DecisionTable): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tables(db)
    .insertInto('decisions.decision')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['organization', 'idempotencyKey'])
        .where('idempotencyKey', 'is not', null)
        .doNothing(),
    )
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

export type StoredDecision = DecisionTable

export function findByIdempotencyKey(
  db: Db,
  { organization, idempotencyKey }: { organization: string; idempotencyKey: string },
): Promise<StoredDecision | undefined> {
  return tables(db)
    .selectFrom('decisions.decision')
    .selectAll()
    .where('organization', '=', organization)
    .where('idempotencyKey', '=', idempotencyKey)
    .executeTakeFirst()
}

export function findDecision(db: Db, id: string): Promise<StoredDecision | undefined> {
  return tables(db).selectFrom('decisions.decision').selectAll().where('id', '=', id).executeTakeFirst()
}

type DecisionRow = Omit<DecisionTable, 'sealed' | 'answer' | 'digest' | 'idempotencyKey' | 'requestDigest'>

/** Newest first: identifiers are in the order of time. */
export function listRows(
  db: Db,
  { organization, enterprise, pageSize }: { organization?: string; enterprise?: string; pageSize: number },
): Promise<DecisionRow[]> {
  return tables(db)
    .selectFrom('decisions.decision')
    .select(['id', 'organization', 'enterprise', 'product', 'outcome', 'amountFen', 'creditLimitFen'])
    .select(['rateBps', 'score', 'grade', 'asOf', 'decidedAt', 'decidedBy'])
    .$if(organization !== undefined, (query) => query.where('organization', '=', organization!))
    .$if(enterprise !== undefined, (query) => query.where('enterprise', '=', enterprise!))
    .orderBy('id', 'desc')
    .limit(pageSize)
    .execute()
}
