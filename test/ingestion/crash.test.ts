import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { instant } from '../../src/foundation/instant.ts'
import { ingestFiles } from '../../src/information/ingestion/index.ts'
import { listBatches } from '../../src/information/records/index.ts'
import { operatorActor } from '../../src/trust/organizations/index.ts'
import { codes, deliveries } from './deliveries.ts'

const { database, run, write } = deliveries()
const rows = 60_000
/** So that the rows make several buckets. */
const bucketBytes = 600_000

/** So many invoices that the work on them can be met in the middle. */
const invoices = write(
  [
    'uscc,direction,invoice_number,issued_on,counterparty,amount,tax,total,status',
    ...Array.from({ length: rows }, (_, number) => {
      const day = String(1 + (number % 28)).padStart(2, '0')
      return `${codes[number % 5]},sale,${number},2026-01-${day},C${number % 99},${number}.50,0,${number}.50,有效`
    }),
  ].join('\n'),
  'invoices.csv',
)

const script = `
  import { connect } from '${new URL('../../src/foundation/database.ts', import.meta.url)}'
  import { ingestFiles } from '${new URL('../../src/information/ingestion/index.ts', import.meta.url)}'
  import { operatorActor } from '${new URL('../../src/trust/organizations/index.ts', import.meta.url)}'
  const [connection, dataFolder] = JSON.parse(process.env.STORE)
  const database = await connect({ connection, dataFolder, leave: async () => {} })
  const delivery = { recordType: 'vat-invoice', source: 'tax-bureau', files: [process.env.FILE], bucketBytes: ${bucketBytes} }
  console.log(JSON.stringify(await ingestFiles(database, operatorActor(), delivery)))
  await database.close()`

async function ingestElsewhere(): Promise<{
  child: ChildProcess
  answer: Promise<string>
  ended: Promise<unknown>
}> {
  const { connection, dataFolder } = await database()
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, FILE: invoices, STORE: JSON.stringify([connection, dataFolder]) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout!.on('data', (text) => {
    said += text
  })
  const ended = new Promise((resolve) => child.once('close', resolve))
  return { child, answer: ended.then(() => said), ended }
}

const visible = () =>
  run((work) => listBatches(work.db, { recordType: 'vat-invoice', withdrawnAfter: instant(new Date()) }))

/** Resolves as soon as something has come about on disk; a file system has no better way to tell. */
async function untilExists(find: () => boolean, ended: Promise<unknown>): Promise<boolean> {
  let over = false
  void ended.then(() => {
    over = true
  })
  while (!find()) {
    if (over) return false
    await new Promise((resolve) => setImmediate(resolve))
  }
  return true
}

/** What is in a folder that another process makes and removes meanwhile. */
function listed(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

test('kill -9 at any stage leaves nothing visible; the same delivery goes on with what is done', async () => {
  const { dataFolder } = await database()
  const work = join(dataFolder, 'work')
  const lake = join(dataFolder, 'lake', 'vat-invoice')
  const madeBy = (file: string) => () => listed(work).some((folder) => existsSync(join(work, folder, file)))
  // At the beginning, when some rows are divided, after two buckets, and between the last place of a file and the commit.
  const moments = [
    () => listed(work).length > 0,
    madeBy('division.json'),
    madeBy('done-1.json'),
    () => listed(lake).length > 0,
  ]
  for (const [stage, moment] of moments.entries()) {
    const { child, ended } = await ingestElsewhere()
    const met = await untilExists(moment, ended)
    child.kill('SIGKILL')
    await ended
    assert.ok(met, `stage ${stage} was not met`)
    assert.deepEqual(await visible(), [])
    if (stage === 2) assert.ok(madeBy('done-1.json')(), 'what is done stays')
  }
  // A folder that nobody can go on with.
  mkdirSync(join(work, 'half'), { recursive: true })
  const orphan = join(lake, '01a00000-0000-7000-8000-000000000000.parquet')
  writeFileSync(orphan, 'half')
  const delivery = { recordType: 'vat-invoice', source: 'tax-bureau', files: [invoices], bucketBytes }
  const stages = new Set<string>()
  const progress = ({ stage }: { stage: string }) => void stages.add(stage)
  const result = await ingestFiles(await database(), operatorActor(), { ...delivery, progress })
  assert.deepEqual([result.rowsRead, result.rowsPublished], [rows, rows])
  assert.ok(!stages.has('reading'), 'the rows were divided before')
  assert.ok(!existsSync(orphan))
  assert.deepEqual(listed(work), [])
  assert.ok(listed(lake).length > 1)
  assert.ok(listed(lake).every((file) => file.startsWith(result.batch)))
  const { withdrawBatch } = await import('../../src/information/ingestion/index.ts')
  await run((unit) => withdrawBatch(unit, { batch: result.batch, why: 'room for the next test' }))
})

test('two ingests of one file at once publish it once', async () => {
  const attempts = await Promise.all([ingestElsewhere(), ingestElsewhere(), ingestElsewhere()])
  const results = await Promise.all(
    attempts.map(
      async ({ answer }) => JSON.parse(await answer) as { rowsPublished: number; rowsDuplicate: number },
    ),
  )
  const counts = results.map((result) => [result.rowsPublished, result.rowsDuplicate])
  assert.deepEqual(
    counts.sort((left, right) => right[0]! - left[0]!),
    [
      [rows, 0],
      [0, rows],
      [0, rows],
    ],
  )
  assert.equal((await visible()).length, 1)
})
