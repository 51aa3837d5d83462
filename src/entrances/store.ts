import type { Instant } from '../foundation/instant.ts'
import { type Store, tables } from '../foundation/unit-of-work.ts'

export interface EntranceTables {
  'entrances.answeredRequest': {
    organization: string
    operation: string
    requestKey: string
    requestDigest: string
    answer: string
    answeredAt: Instant
  }
  'entrances.finishedStage': { stage: string; detail: string; finishedAt: Instant }
}

export type RequestName = Pick<
  EntranceTables['entrances.answeredRequest'],
  'organization' | 'operation' | 'requestKey'
>

export async function findAnswer(
  db: Store<EntranceTables>,
  name: RequestName,
): Promise<{ requestDigest: string; answer: unknown } | undefined> {
  return tables(db)
    .selectFrom('entrances.answeredRequest')
    .select(['requestDigest', 'answer'])
    .where('organization', '=', name.organization)
    .where('operation', '=', name.operation)
    .where('requestKey', '=', name.requestKey)
    .executeTakeFirst()
}

/** Reserves the key; false when another request has it. Waits for a transaction that holds the same key. */
export async function reserveAnswer(
  db: Store<EntranceTables>,
  name: RequestName,
  requestDigest: string,
  answeredAt: Instant,
): Promise<boolean> {
  const inserted = await tables(db)
    .insertInto('entrances.answeredRequest')
    .values({ ...name, requestDigest, answer: 'null', answeredAt })
    .onConflict((conflict) => conflict.doNothing())
    .returning('requestKey')
    .executeTakeFirst()
  return inserted !== undefined
}

export async function keepAnswer(
  db: Store<EntranceTables>,
  name: RequestName,
  answer: unknown,
): Promise<void> {
  await tables(db)
    .updateTable('entrances.answeredRequest')
    .set({ answer: JSON.stringify(answer) })
    .where('organization', '=', name.organization)
    .where('operation', '=', name.operation)
    .where('requestKey', '=', name.requestKey)
    .execute()
}

export async function findFinishedStage(
  db: Store<EntranceTables>,
  stage: string,
): Promise<unknown | undefined> {
  const row = await tables(db)
    .selectFrom('entrances.finishedStage')
    .select('detail')
    .where('stage', '=', stage)
    .executeTakeFirst()
  return row?.detail
}

export async function keepFinishedStage(
  db: Store<EntranceTables>,
  stage: string,
  detail: unknown,
  finishedAt: Instant,
): Promise<void> {
  await tables(db)
    .insertInto('entrances.finishedStage')
    .values({ stage, detail: JSON.stringify(detail), finishedAt })
    .onConflict((conflict) =>
      conflict.column('stage').doUpdateSet({ detail: JSON.stringify(detail), finishedAt }),
    )
    .execute()
}
