import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from '../../src/foundation/database.ts'
import { instant } from '../../src/foundation/instant.ts'
import { runWork } from '../../src/foundation/run-work.ts'
import { testDatabase } from '../../src/foundation/test-database.ts'
import type { Actor, UnitOfWork } from '../../src/foundation/unit-of-work.ts'
import { getEnterprise, usccCheckCharacter } from '../../src/information/enterprises/index.ts'
import { ingestFiles } from '../../src/information/ingestion/index.ts'
import { buildRelations, type RelationsTables } from '../../src/information/relations/index.ts'
import { grantConsent } from '../../src/trust/consent/index.ts'
import { createOrganization, operatorActor, permissionsOfRole } from '../../src/trust/organizations/index.ts'

/** The code of the firm with a number. */
export function codeOf(number: number): string {
  const body = `91450100MA${String(number).padStart(7, '0')}`
  return `${body}${usccCheckCharacter(body)}`
}

/** The token of the person with a number. */
export const personOf = (number: number) => `P${String(number).padStart(16, '0')}`

const headers = {
  registration:
    'uscc,name,legal_representative,registered_capital,established_on,effective_on,status,industry,region,address,known_at',
  shareholder: 'uscc,holder_id,holder_name,kind,subscribed,paid,ratio_bps,since,until,known_at',
  investment: 'uscc,target_uscc,target_name,amount,ratio_bps,invested_on,target_status,known_at',
  'key-person': 'uscc,person_id,name,role,started_on,ended_on,known_at',
  guarantee:
    'uscc,guarantee_number,borrower_uscc,borrower_name,lender,kind,amount,started_on,ended_on,known_at',
  'invoice-counterparty': 'uscc,direction,period,counterparty,counterparty_uscc,count,amount,known_at',
}

const sources: Partial<Record<keyof typeof headers, string>> = {
  guarantee: 'bank-feedback',
  'invoice-counterparty': 'tax-bureau',
}

const known = '2026-01-15T00:00:00Z'
let guarantees = 0

/** Rows as the departments deliver them; money in yuan. */
export const rows = {
  registration: (firm: number) =>
    `${codeOf(firm)},南宁第${firm}贸易有限公司,王小明,1000000,2016-03-15,2016-03-15,active,F5191,450100,南宁市,2024-01-01T00:00:00Z`,
  held: (firm: number, holder: number, ratioBps: number, since = '2018-01-01', knownAt = known) =>
    `${codeOf(firm)},${codeOf(holder)},南宁第${holder}贸易有限公司,enterprise,${ratioBps * 100},0,${ratioBps},${since},,${knownAt}`,
  owned: (firm: number, person: number, ratioBps: number, since = '2018-01-01', knownAt = known) =>
    `${codeOf(firm)},${personOf(person)},韦明远,person,${ratioBps * 100},0,${ratioBps},${since},,${knownAt}`,
  leads: (person: number, firm: number, role = 'legal-representative', name = '韦明远') =>
    `${codeOf(firm)},${personOf(person)},${name},${role},2018-01-01,,${known}`,
  guarantees: (firm: number, borrower: number, yuan = 1_000_000, ended = '') =>
    `${codeOf(firm)},G${guarantees++},${codeOf(borrower)},南宁第${borrower}贸易有限公司,邕城银行,joint,${yuan},2025-03-01,${ended},${known}`,
  sells: (firm: number, buyer: number, yuan: number, period = '2026-09') =>
    `${codeOf(firm)},sale,${period},南宁第${buyer}贸易有限公司,${codeOf(buyer)},3,${yuan},${known.replace('01-15', '10-15')}`,
  buys: (firm: number, seller: number, yuan: number, period = '2026-09') =>
    `${codeOf(firm)},purchase,${period},南宁第${seller}贸易有限公司,${codeOf(seller)},3,${yuan},${known.replace('01-15', '10-15')}`,
}

export interface Town {
  database: Database
  run: <Result>(actor: Actor, verb: (work: UnitOfWork<RelationsTables>) => Promise<Result>) => Promise<Result>
  /** Answers the batch. */
  deliver: (recordType: keyof typeof headers, lines: readonly string[], source?: string) => Promise<string>
  build: () => ReturnType<typeof buildRelations>
  enterprise: (firm: number) => Promise<string>
  /** Lets a bank use field groups of a firm. */
  consent: (firm: number, bank: string, fieldGroups: readonly string[]) => Promise<string>
  officer: (bank: string) => Actor
  close: () => Promise<void>
}

export const operator = operatorActor()

/** An empty town: firms come with the rows that name them. */
export async function openTown(banks: readonly string[] = ['a-bank']): Promise<Town> {
  const database = await testDatabase()
  const folder = mkdtempSync(join(tmpdir(), 'sanxin-town-'))
  const run: Town['run'] = (actor, verb) => runWork(database, actor, verb)
  for (const id of banks)
    await run(operator, (work) => createOrganization(work, { id, kind: 'bank', name: id }))
  let files = 0
  const enterprise: Town['enterprise'] = async (firm) =>
    (await run(operator, (work) => getEnterprise(work, codeOf(firm)))).enterprise
  return {
    database,
    run,
    enterprise,
    deliver: async (recordType, lines, from) => {
      const file = join(folder, `${files++}.csv`)
      writeFileSync(file, `${[headers[recordType], ...lines].join('\n')}\n`)
      const source = from ?? sources[recordType] ?? 'market-regulation'
      const delivery = { recordType, source, files: [file], knownAt: instant(new Date()) }
      const result = await ingestFiles(database, operator, delivery)
      if (result.rowsQuarantined > 0) throw new Error(`${recordType}: ${JSON.stringify(result.quarantine)}`)
      return result.batch
    },
    build: () => buildRelations(database, operator),
    consent: async (firm, bank, fieldGroups) => {
      const wish = { purpose: 'pre-loan-review', until: `${new Date().getFullYear() + 1}-12-31` }
      const of = {
        ...wish,
        enterprise: await enterprise(firm),
        organization: bank,
        fieldGroups: [...fieldGroups],
      }
      return (await run(operator, (work) => grantConsent(work, of))).id
    },
    officer: (bank) => ({
      account: `officer.${bank}`,
      organization: bank,
      kind: 'user',
      permissions: permissionsOfRole('bank-officer'),
    }),
    close: async () => {
      rmSync(folder, { recursive: true, force: true })
      await database.close()
    },
  }
}
