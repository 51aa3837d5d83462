import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { runWork } from '../../src/foundation/run-work.ts'
import { testDatabase } from '../../src/foundation/test-database.ts'
import type { UnitOfWork } from '../../src/foundation/unit-of-work.ts'
import {
  claimSubjects,
  type EnterpriseTables,
  type SubjectClaim,
} from '../../src/information/enterprises/index.ts'
import type { AuditTables } from '../../src/trust/audit/index.ts'
import { type CatalogTables, getSource } from '../../src/trust/catalog/index.ts'
import { operatorActor } from '../../src/trust/organizations/index.ts'
import { generateEnterprises } from '../search/generate.ts'

/**
 * What it costs to claim the enterprises of a delivery: as new, the same delivery again, and every enterprise in a
 * later version; see README.md. CPU of our process and of the one backend of PostgreSQL that works for it, apart.
 */
const { values } = parseArgs({
  options: {
    enterprises: { type: 'string', default: '1000000' },
    deliveries: { type: 'string', default: '4' },
  },
})
const enterprises = Number(values.enterprises)
const deliveries = Number(values.deliveries)

type Work = UnitOfWork<EnterpriseTables & AuditTables & CatalogTables>
const database = await testDatabase()
const actor = operatorActor()
const ticksPerSecond = 100

function backendSeconds(pid: number): number {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
}

function* claims(from: number, to: number, effectiveOn: string): Generator<SubjectClaim> {
  let at = 0
  for (const firm of generateEnterprises(to, 1)) {
    if (at++ < from) continue
    yield {
      value: firm.uscc,
      names: [{ name: firm.name, since: effectiveOn }],
      facts: {
        name: firm.name,
        uscc: firm.uscc,
        legal_representative: '韦志远',
        registered_capital: String(firm.registeredCapitalFen),
        established_on: '2020-01-01',
        status: firm.status,
        region: firm.region,
        address: '民族大道1号',
        effective_on: effectiveOn,
      },
    }
  }
}

async function countChanges(work: Work): Promise<number> {
  const found = await sql<{
    changes: number
  }>`select count(*)::int as changes from enterprises.change`.execute(work.db as never)
  return found.rows[0]!.changes
}

async function measure(what: string, from: number, to: number, effectiveOn: string): Promise<void> {
  const list = [...claims(from, to, effectiveOn)]
  const started = performance.now()
  const own = process.cpuUsage()
  const { store, changes } = await runWork(database, actor, async (work: Work) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(work.db as never)
    const [before, changesBefore] = [backendSeconds(rows[0]!.pid), await countChanges(work)]
    await claimSubjects(work, await getSource(work, 'market-regulation'), list)
    return {
      store: backendSeconds(rows[0]!.pid) - before,
      changes: (await countChanges(work)) - changesBefore,
    }
  })
  const { user, system } = process.cpuUsage(own)
  const micros = (seconds: number) => ((seconds * 1e6) / list.length).toFixed(1)
  console.log(
    `| ${what} | ${list.length.toLocaleString('en-US')} | ${micros(store)} | ${micros((user + system) / 1e6)} | ${changes.toLocaleString('en-US')} | ${((performance.now() - started) / 1000).toFixed(1)} |`,
  )
}

console.log(
  '| claims | enterprises | PostgreSQL, CPU µs each | our process, CPU µs each | changes for the search | s |',
)
console.log('| --- | ---: | ---: | ---: | ---: | ---: |')
for (let delivery = 0; delivery < deliveries; delivery++) {
  const [from, to] = [delivery, delivery + 1].map((part) => Math.floor((enterprises * part) / deliveries))
  await measure(`new, delivery ${delivery + 1}`, from!, to!, '2020-01-01')
}
await measure('the same again', 0, Math.floor(enterprises / deliveries), '2020-01-01')
await measure('a later version', 0, Math.floor(enterprises / deliveries), '2024-01-01')
await database.close()
