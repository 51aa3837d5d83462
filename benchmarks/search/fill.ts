import { sql } from 'kysely'
import type { Database } from '../../src/foundation/database.ts'
import { normalizeName } from '../../src/information/enterprises/normalize-name.ts'
import type { GeneratedEnterprise } from './generate.ts'

const rowsAtOnce = 10_000

/** Puts the enterprises into the tables of the platform, past its checks: it is the search that is measured. */
export async function fill(database: Database, firms: Iterable<GeneratedEnterprise>): Promise<void> {
  for (const some of batches(firms)) await fillSome(database, some)
  await sql`insert into enterprises.change (enterprise, at) select id, created_at from enterprises.enterprise order by id`.execute(
    database.kysely,
  )
  await sql`vacuum analyze enterprises.registration`.execute(database.kysely)
  await sql`vacuum analyze enterprises.enterprise`.execute(database.kysely)
  await sql`vacuum analyze enterprises.identifier`.execute(database.kysely)
  await sql`vacuum analyze enterprises.name`.execute(database.kysely)
}

export function* batches(firms: Iterable<GeneratedEnterprise>): Generator<GeneratedEnterprise[]> {
  let batch: GeneratedEnterprise[] = []
  for (const firm of firms) {
    if (batch.push(firm) < rowsAtOnce) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

async function fillSome({ kysely }: Database, firms: readonly GeneratedEnterprise[]): Promise<void> {
  const json = JSON.stringify(
    firms.map((firm) => ({
      ...firm,
      registeredCapitalFen: String(firm.registeredCapitalFen),
      normal: normalizeName(firm.name),
    })),
  )
  await kysely.transaction().execute(async (transaction) => {
    await sql`create temporary table delivered on commit drop as
      select * from jsonb_to_recordset(${json}::text::jsonb) as firm (enterprise uuid, uscc text, "registrationNumber" text,
        name text, "formerName" text, region text, status text, "registeredCapitalFen" bigint, normal text)`.execute(
      transaction,
    )
    await sql`insert into enterprises.enterprise (id, created_at) select enterprise, now() from delivered`.execute(
      transaction,
    )
    await sql`insert into enterprises.identifier (scheme, value, enterprise)
      select 'uscc', uscc, enterprise from delivered union all
      select 'registration-number', "registrationNumber", enterprise from delivered where "registrationNumber" is not null
      on conflict do nothing`.execute(transaction)
    await sql`insert into enterprises.name (enterprise, name, valid_from, former, normal_name)
      select enterprise, name, date '2020-01-01', false, normal from delivered union all
      select enterprise, "formerName", null::date, true, "formerName" from delivered where "formerName" is not null`.execute(
      transaction,
    )
    await sql`insert into enterprises.registration (enterprise, uscc, name, normal_name, registered_capital_fen,
        status, region, effective_on, source, known_at)
      select enterprise, uscc, name, normal, "registeredCapitalFen", status, region, date '2020-01-01', 'market-regulation', now()
      from delivered`.execute(transaction)
  })
}
