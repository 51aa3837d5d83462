import { createReadStream, createWriteStream, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { finished } from 'node:stream/promises'
import { runBulk } from '../../foundation/bulk.ts'
import type { Database } from '../../foundation/database.ts'
import { type Progress, unwatched } from '../../foundation/progress.ts'
import { runWork } from '../../foundation/run-work.ts'
import type { Actor, UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type AuditTables, append } from '../../trust/audit/index.ts'
import type { LinkManifest, LinksMade, WrittenRecord } from './linkage/link-files.ts'
import type { Link } from './linkage/link-records.ts'
import { nameHistory } from './name-history.ts'
import {
  type EnterpriseTables,
  type GatheredEnterprise,
  gatherEnterprises,
  type SuggestionRow,
} from './store.ts'
import { findRejectedPairs, insertSuggestions, listSurvivors, pairOf } from './store-identity.ts'

type Work = UnitOfWork<EnterpriseTables & AuditTables>

export interface LinksSuggested extends LinksMade {
  suggested: number
  cpuSeconds: number
}

const script = new URL('./linkage/link-files.ts', import.meta.url)
const readAtOnce = 2000
/** log2 of the odds: below it a reviewer finds next to nothing. */
const weightMinDefault = -4
const perRecordMax = 3

/**
 * Looks for who the enterprises without a code may be, among all, and leaves suggestions with their reasons. Nothing
 * is merged here; what a person has rejected before is not suggested again.
 */
export async function suggestLinks(
  database: Database,
  actor: Actor,
  options: { weightMin?: number | undefined; progress?: Progress } = {},
): Promise<LinksSuggested> {
  const progress = options.progress ?? unwatched
  const folder = join(database.dataFolder, 'identity', `${process.pid}-${performance.now()}`)
  mkdirSync(folder, { recursive: true })
  try {
    await runWork(database, actor, (work: Work) => writeRecords(work, folder, progress))
    const manifest: LinkManifest = { folder, perRecordMax, weightMin: options.weightMin ?? weightMinDefault }
    const { result, cpuSeconds } = await runBulk<LinksMade>(script, manifest, { progress })
    const suggested = await runWork(database, actor, async (work: Work) => {
      let kept = 0
      for await (const links of pages(join(folder, 'links.ndjson'))) kept += await keepLinks(work, links)
      const detail = { ...result, suggested: kept }
      await append(work, { kind: 'linkage-run', subject: 'enterprises', detail })
      return kept
    })
    return { ...result, suggested, cpuSeconds }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function writeRecords(work: Work, folder: string, progress: Progress): Promise<void> {
  const unidentified = createWriteStream(join(folder, 'unidentified.ndjson'))
  const all = createWriteStream(join(folder, 'all.ndjson'))
  let after: string | undefined
  for (let done = 0; ; ) {
    const page = await listSurvivors(work.db, after, readAtOnce)
    if (page.length === 0) break
    for (const gathered of await gatherEnterprises(work.db, page)) {
      const record = describeForLinkage(gathered)
      if (record === undefined) continue
      const line = `${JSON.stringify(record)}\n`
      all.write(line)
      if (!gathered.identifiers.some(({ scheme }) => scheme === 'uscc')) unidentified.write(line)
    }
    after = page.at(-1)!
    done += page.length
    progress({ stage: 'reading', done })
  }
  await Promise.all([finished(unidentified.end()), finished(all.end())])
}

function describeForLinkage({
  enterprise,
  names,
  registrations,
}: GatheredEnterprise): WrittenRecord | undefined {
  const registration = registrations[0]
  const history = nameHistory(names, registration?.name ?? null)
  if (history.length === 0) return undefined
  const said = <Value>(pick: (row: GatheredEnterprise['registrations'][number]) => Value | null) =>
    registrations.map(pick).find((value) => value !== null) ?? null
  return {
    id: enterprise,
    names: history.map(({ name }) => name),
    region: said((row) => row.region),
    legalRepresentative: said((row) => row.legalRepresentative),
    registeredCapitalFen: said((row) => row.registeredCapitalFen)?.toString() ?? null,
    establishedOn: said((row) => row.establishedOn),
    address: said((row) => row.address),
  }
}

async function* pages(path: string): AsyncGenerator<Link[]> {
  let page: Link[] = []
  for await (const line of createInterface({ input: createReadStream(path) })) {
    page.push(JSON.parse(line) as Link)
    if (page.length < readAtOnce) continue
    yield page
    page = []
  }
  if (page.length > 0) yield page
}

async function keepLinks(work: Work, links: readonly Link[]): Promise<number> {
  const rejected = await findRejectedPairs(
    work.db,
    links.map((link) => link.left),
  )
  const rows = links
    .filter(({ left, right }) => !rejected.has(pairOf(left, right)))
    .map(
      ({ left, right, weight, reasons }): SuggestionRow => ({
        id: work.newId(),
        kind: 'merge',
        absorbed: left,
        survivor: right,
        origin: 'linkage',
        weight,
        reasons,
        undoes: null,
        state: 'open',
        proposedBy: 'linkage',
        proposedAt: work.now,
        reviewedBy: null,
        reviewedAt: null,
        reviewReason: null,
        deed: null,
      }),
    )
  return insertSuggestions(work.db, rows)
}
