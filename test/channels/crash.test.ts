import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { instant } from '../../src/foundation/instant.ts'
import { runWork } from '../../src/foundation/run-work.ts'
import { acceptEvents, carryEvents, getEvent } from '../../src/information/channels/index.ts'
import { operatorActor } from '../../src/trust/organizations/index.ts'
import { codes, deliveries } from '../ingestion/deliveries.ts'

const { database, read } = deliveries()
const line = { source: 'tax-bureau', recordType: 'tax-payment' }
const kills = Number(process.env.SANXIN_KILLS ?? 3)

const script = `
  import { connect } from '${new URL('../../src/foundation/database.ts', import.meta.url)}'
  import { carryEvents } from '${new URL('../../src/information/channels/index.ts', import.meta.url)}'
  const [connection, dataFolder] = JSON.parse(process.env.STORE)
  const database = await connect({ connection, dataFolder, leave: async () => {} })
  console.log('ready')
  for (;;) await carryEvents(database)`

/** Another process that carries until it is killed. */
async function carryElsewhere() {
  const { connection, dataFolder } = await database()
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, STORE: JSON.stringify([connection, dataFolder]) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise((resolve) => child.stdout!.once('data', resolve))
  return { child, ended: new Promise((resolve) => child.once('close', resolve)) }
}

const eventsOf = (round: number) =>
  Array.from({ length: 30 }, (_, place) => ({
    id: `r${round}-${place}`,
    record: {
      uscc: codes[place % 5]!,
      tax_kind: 'value-added',
      period: `20${10 + round}-${String(1 + Math.floor(place / 5)).padStart(2, '0')}`,
      payable: '100.00',
      paid: `${place}.25`,
      paid_on: '2026-01-10',
    },
  }))

const accept = async (round: number) =>
  runWork(await database(), operatorActor(), (work) =>
    acceptEvents(work as never, { ...line, events: eventsOf(round) }),
  )

/** What a carrier has done when it is struck: nothing, the file made, the batch published. */
const moments: ((dataFolder: string) => boolean)[] = [
  () => true,
  (dataFolder) => listed(join(dataFolder, 'channels', 'parcels')).length > 0,
  (dataFolder) => listed(join(dataFolder, 'lake', 'tax-payment')).length > 0,
]

function listed(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : []
}

test('carriers that are killed lose no event and count none twice', async () => {
  const { dataFolder } = await database()
  for (let round = 0; round < kills; round++) {
    const before = listed(join(dataFolder, 'lake', 'tax-payment')).length
    const { child, ended } = await carryElsewhere()
    await accept(round)
    const moment = moments[round % moments.length]!
    let over = false
    void ended.then(() => {
      over = true
    })
    const published = () => listed(join(dataFolder, 'lake', 'tax-payment')).length > before
    while (!moment(dataFolder) || (round % 3 === 2 && !published())) {
      assert.ok(!over, 'the carrier ended by itself')
      await new Promise((resolve) => setImmediate(resolve))
    }
    child.kill('SIGKILL')
    await ended
    // The sender heard nothing and sends all of it again.
    await accept(round)
  }
  while ((await carryEvents(await database())) > 0);
  for (const [place, code] of codes.entries()) {
    const rows = await read('tax-payment', code, instant(new Date()))
    assert.equal(rows.length, 6 * kills, `${place}`)
    assert.equal(new Set(rows.map((row) => String(row.values.period))).size, 6 * kills)
  }
  for (let round = 0; round < kills; round++) {
    for (const { id } of eventsOf(round)) {
      const receipt = await runWork(await database(), operatorActor(), (work) =>
        getEvent(work as never, { event: id, ...line }),
      )
      assert.ok(receipt.state === 'published' || receipt.state === 'duplicate', `${id}: ${receipt.state}`)
    }
  }
})
