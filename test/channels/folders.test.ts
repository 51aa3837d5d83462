import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { instant, shanghaiDay } from '../../src/foundation/instant.ts'
import { runWork } from '../../src/foundation/run-work.ts'
import type { SeenFile } from '../../src/information/channels/folder-file.ts'
import { isComplete, isDelivery } from '../../src/information/channels/folder-file.ts'
import { createChannel, listChannelRuns, watchFolders } from '../../src/information/channels/index.ts'
import { operatorActor } from '../../src/trust/organizations/index.ts'
import { codes, deliveries } from '../ingestion/deliveries.ts'

const { database, read } = deliveries()
const sightings = new Map<string, SeenFile>()
const fault = (error: unknown) => {
  throw error
}
const header = 'uscc,tax_kind,period,payable,paid,paid_on'
const row = (uscc: string, period: string, paid: string) =>
  `${uscc},value-added,${period},100.00,${paid},2026-01-10`
const round = async () => watchFolders(await database(), sightings, fault)
const inbox = async () => {
  const folder = join((await database()).dataFolder, 'inbox', 'tax-bureau', 'tax-payment')
  mkdirSync(folder, { recursive: true })
  return folder
}
/** A file that has rested: its last change lies some seconds back. */
const drop = async (name: string, content: string) => {
  const path = join(await inbox(), name)
  writeFileSync(path, content)
  const rested = Date.now() / 1000 - 10
  utimesSync(path, rested, rested)
  return path
}
const paidOf = async (uscc: string) =>
  (await read('tax-payment', uscc, instant(new Date()))).map((entry) => entry.values.paid)
const within = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.[a-z]+$/.test(name))

test('a folder is watched', async () => {
  await runWork(await database(), operatorActor(), (work) =>
    createChannel(work as never, {
      id: 'tax-drop',
      kind: 'watched-folder',
      source: 'tax-bureau',
      recordType: 'tax-payment',
    }),
  )
})

test('a file is taken once it has come to rest, and what became of it lies beside it', async () => {
  const path = await drop('january.csv', `${header}\n${row(codes[0], '2025-12', '1.00')}\n`)
  assert.equal(await round(), 0, 'nobody knows yet whether it still grows')
  appendFileSync(path, `${row(codes[0], '2025-11', '2.00')}\n`)
  assert.equal(await round(), 0, 'it grew')
  utimesSync(path, Date.now() / 1000 - 10, Date.now() / 1000 - 10)
  assert.equal(await round(), 0, 'it changed since the last look')
  assert.equal(await round(), 1)
  assert.deepEqual(await paidOf(codes[0]), [200n, 100n])
  const left = within(await inbox())
  assert.equal(left.filter((name) => name.startsWith('processed/')).length, 2)
  const result = left.find((name) => name.endsWith('.result.json'))!
  assert.equal(JSON.parse(readFileSync(join(await inbox(), result), 'utf8')).rowsPublished, 2)
  assert.equal(await round(), 0)
})

test('a checksum says when a file is complete, and one that does not agree is left to its sender', async () => {
  const text = `${header}\n${row(codes[1], '2025-12', '3.00')}\n`
  const path = await drop('february.csv', text.slice(0, 60))
  writeFileSync(`${path}.sha256`, `${createHash('sha256').update(text).digest('hex')}  february.csv\n`)
  assert.equal(await round(), 0)
  writeFileSync(path, text)
  assert.equal(await round(), 1)
  assert.deepEqual(await paidOf(codes[1]), [300n])
  assert.ok(!within(await inbox()).includes('february.csv.sha256'))
})

test('a file that cannot be read stops none that came with it', async () => {
  await drop('broken.csv', 'who,what\n1,2\n')
  await drop('sound.csv', `${header}\n${row(codes[2], '2025-12', '4.00')}\n`)
  await round()
  await round()
  assert.deepEqual(await paidOf(codes[2]), [400n])
  const refused = within(await inbox()).find((name) => /refused\/.*broken\.csv\.result\.json$/.test(name))!
  assert.equal(JSON.parse(readFileSync(join(await inbox(), refused), 'utf8')).refusal.code, 'unknown-column')
  const { items } = await runWork(await database(), operatorActor(), (work) =>
    listChannelRuns(work as never, { channel: 'tax-drop' }),
  )
  assert.deepEqual(items.map(({ outcome }) => outcome).sort(), [
    'published',
    'published',
    'published',
    'refused',
  ])
})

test('what a killed process had moved aside is taken up again, and counts once', async () => {
  const taken = join(await inbox(), '.taken')
  const text = `${header}\n${row(codes[3], '2025-12', '5.00')}\n`
  // Once before the batch was published, once after: the process died before it could move the file on.
  for (const _ of [0, 1]) {
    writeFileSync(join(taken, '0199aaaa-0000-7000-8000-000000000000.march.csv'), text)
    assert.equal(await round(), 1)
  }
  assert.deepEqual(await paidOf(codes[3]), [500n])
})

test('a file that fails for no reason of its own making stops none beside it', async () => {
  const taken = join(await inbox(), '.taken')
  const [poison, sound] = [1, 2].map((place) => `0199aaaa-0000-7000-8000-00000000000${place}.${place}.csv`)
  writeFileSync(join(taken, poison!), `${header}\n${row(codes[4], '2025-11', '6.00')}\n`)
  writeFileSync(join(taken, sound!), `${header}\n${row(codes[4], '2025-12', '7.00')}\n`)
  const day = join(await inbox(), 'processed', shanghaiDay(instant(new Date())))
  mkdirSync(join(day, `${poison}.result.json`), { recursive: true })
  await assert.rejects(round(), { code: 'EISDIR' })
  assert.ok(existsSync(join(day, sound!)))
  assert.deepEqual(readdirSync(taken), [poison])
  rmSync(join(day, `${poison}.result.json`), { recursive: true })
  assert.equal(await round(), 1)
  assert.deepEqual(await paidOf(codes[4]), [600n, 700n])
})

test('a link in the place of a file that was moved aside leads nowhere', async () => {
  const taken = join(await inbox(), '.taken')
  const elsewhere = await drop('../../../elsewhere.csv', `${header}\n${row(codes[4], '2024-12', '8.00')}\n`)
  symlinkSync(elsewhere, join(taken, '0199aaaa-0000-7000-8000-000000000003.link.csv'))
  assert.equal(await round(), 0)
  assert.deepEqual(await paidOf(codes[4]), [600n, 700n])
})

test('neither a link nor a hidden nor a half name is a delivery', async () => {
  symlinkSync('/etc/passwd', join(await inbox(), 'passwords.csv'))
  await drop('.hidden.csv', 'x')
  await drop('april.csv.part', 'x')
  await round()
  assert.equal(await round(), 0)
  for (const name of ['a.csv.tmp', 'a~', '.a', 'a.csv.ok', 'x'.repeat(300)]) assert.ok(!isDelivery(name))
  assert.ok(isDelivery('2026年1月.csv'))
  const empty = { name: 'a.csv', bytes: 0, modifiedMs: 0, companion: undefined }
  assert.ok(!isComplete(empty, empty, 1e9))
})
