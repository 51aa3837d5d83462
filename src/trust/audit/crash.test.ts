import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { after, test } from 'node:test'
import { runWork } from '../../foundation/run-work.ts'
import { testDatabase } from '../../foundation/test-database.ts'
import type { Actor, UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type AuditTables, readEntries, readEvidence, sequenceLog, verifyLog } from './index.ts'

const auditor: Actor = {
  account: 'operator',
  organization: 'platform',
  kind: 'operator',
  permissions: new Set(['audit:verify']),
}

const database = await testDatabase()
after(() => database.close())
const run = <Result>(verb: (work: UnitOfWork<AuditTables>) => Promise<Result>) =>
  runWork(database, auditor, verb)

/** Writes and sequences without end; prints the id of each entry once its transaction has committed. */
const writer = `
import { connect } from ${JSON.stringify(import.meta.resolve('../../foundation/database.ts'))}
import { runWork } from ${JSON.stringify(import.meta.resolve('../../foundation/run-work.ts'))}
import { append, sequenceLog } from ${JSON.stringify(import.meta.resolve('./index.ts'))}
const { connection, dataFolder } = JSON.parse(process.env.STORE)
const database = await connect({ connection, dataFolder, leave: async () => {} })
const actor = { account: 'writer', organization: 'platform', kind: 'operator', permissions: new Set() }
const write = async () => {
  for (let number = 0; ; number++) {
    const id = await runWork(database, actor, (work) => append(work, { kind: 'deed-done', subject: 'crash', detail: { number } }))
    process.stdout.write(id + '\\n')
  }
}
const sequence = async () => {
  for (;;) await sequenceLog(database)
}
await Promise.all([write(), write(), sequence()])
`

test('killed in the middle of writing and sequencing, again and again, the log loses nothing and stays valid', async () => {
  const acknowledged: string[] = []
  for (const lifeMs of [900, 1100, 1300]) {
    const child = spawn(process.execPath, ['--input-type=module-typescript', '--eval', writer], {
      env: {
        ...process.env,
        STORE: JSON.stringify({ connection: database.connection, dataFolder: database.dataFolder }),
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let printed = ''
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      printed += part
    })
    await once(child.stdout, 'data')
    const timer = setTimeout(() => child.kill('SIGKILL'), lifeMs)
    await once(child, 'close')
    clearTimeout(timer)
    acknowledged.push(...printed.split('\n').slice(0, -1))
    const found = await run((work) => verifyLog(work, readEvidence(database.dataFolder)))
    assert.deepEqual(found.faults, [])
  }
  assert(acknowledged.length > 20, `${acknowledged.length} entries were acknowledged`)
  // The server may take a moment to notice that the killed sequencer is gone, and to free its lock.
  let pending = 1
  for (let round = 0; pending > 0 && round < 500; round++) {
    await sequenceLog(database)
    pending = (await run((work) => verifyLog(work))).pending
  }
  const last = await run((work) => verifyLog(work, readEvidence(database.dataFolder)))
  assert.deepEqual([last.faults, last.pending], [[], 0])
  const stored = new Map<string, number | null>()
  for (let before: string | undefined; ; ) {
    const page = await run((work) => readEntries(work, { subjects: ['crash'], before, pageSize: 200 }))
    for (const entry of page) stored.set(entry.id, entry.sequence)
    if (page.length < 200) break
    before = page.at(-1)!.id
  }
  for (const id of acknowledged) assert.notEqual(stored.get(id) ?? null, null, id)
})
