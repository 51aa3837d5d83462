import assert from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Platform } from '../../src/entrances/platform/start-platform.ts'
import { codes } from '../ingestion/deliveries.ts'
import { madeWorkbook } from '../ingestion/files/made-workbook.ts'
import { type Answer, signedIn, startTestPlatform } from './platform.ts'

let platform: Platform
before(async () => {
  platform = await startTestPlatform({ enterprises: 20 })
})
after(() => platform.close())

const titles = ['统一代码', '税种', '所属期', '应缴金额', '实缴金额', '窗口备注']
const rows = [
  [codes[0], '增值税', '2026-01', '10.00', '10.00', 'x'],
  [codes[1], '增值税', '2026-01', '十元', '10.00', '13912345678'],
]
const mapping = {
  统一代码: 'uscc',
  税种: 'tax_kind',
  所属期: 'period',
  应缴金额: 'payable',
  实缴金额: 'paid',
  窗口备注: null,
}

async function client() {
  const account = platform.accounts.find(({ account }) => /operator/.test(account))!.account
  const calls = await signedIn(platform, account)
  const { password } = platform.accounts.find((entry) => entry.account === account)!
  const session = await fetch(`${platform.address}/v1/sessions`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ account, password }),
  })
  const cookie = session.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  const send = async (name: string, body: Buffer): Promise<Answer> => {
    const answer = await fetch(`${platform.address}/v1/uploads`, {
      method: 'POST',
      headers: {
        cookie,
        'Content-Type': 'application/octet-stream',
        'X-File-Name': encodeURIComponent(name),
      },
      body: new Uint8Array(body),
    })
    return { status: answer.status, body: await answer.json() }
  }
  const text = async (path: string) => {
    const answer = await fetch(`${platform.address}${path}`, { headers: { cookie } })
    return {
      type: answer.headers.get('content-type'),
      disposition: answer.headers.get('content-disposition'),
      text: await answer.text(),
    }
  }
  return { ...calls, send, text, cookie }
}

async function finished(
  calls: Awaited<ReturnType<typeof client>>,
  delivery: string,
): Promise<Answer['body']> {
  for (;;) {
    const { body } = await calls.get(`/v1/deliveries/${delivery}`)
    if (['published', 'refused', 'failed'].includes(body.state)) return body
    await new Promise((resolve) => setImmediate(resolve))
  }
}

test('an operator sends a file, is asked about columns, sees the result, and sends the corrected rows', async () => {
  const calls = await client()
  const workbook = madeWorkbook([{ name: '数据', rows: [['汇总表'], titles, ...rows] }])
  const sent = await calls.send('税款.xlsx', workbook)
  assert.equal(sent.status, 200)
  assert.equal(sent.body.name, '税款.xlsx')
  const line = 'recordType=tax-payment&source=tax-bureau'
  const preview = await calls.get(`/v1/uploads/${sent.body.upload}/preview?${line}`)
  assert.equal(preview.status, 200)
  const [table] = preview.body.tables
  assert.equal(table.format, 'xlsx')
  const asked = table.columns.filter(({ found }: { found: string }) => found === 'asked')
  assert.ok(asked.length > 0 && asked.length < titles.length)
  assert.ok(table.missing.length > 0)
  assert.deepEqual(
    table.rows.map(({ row }: { row: number }) => row),
    [3, 4],
  )
  assert.doesNotMatch(JSON.stringify(table.rows), /13912345678/)

  const wish = { uploads: [sent.body.upload], recordType: 'tax-payment', source: 'tax-bureau' }
  const blind = await calls.post('/v1/deliveries', wish)
  assert.equal(blind.status, 200)
  const refused = await finished(calls, blind.body.delivery)
  assert.equal(refused.state, 'refused')
  assert.equal(refused.refusal.code, 'unknown-column')
  assert.match(refused.refusal.todo.zh, /列名/)
  assert.equal(typeof refused.refusal.where.column, 'string')
  const ordered = await calls.post('/v1/deliveries', { ...wish, mapping, rememberMapping: true })
  const done = await finished(calls, ordered.body.delivery)
  assert.equal(done.state, 'published')
  assert.deepEqual([done.result.rowsRead, done.result.rowsPublished, done.result.rowsQuarantined], [2, 1, 1])
  const batch = done.result.batch
  assert.equal(batch, ordered.body.delivery)

  const next = await calls.get(`/v1/uploads/${sent.body.upload}/preview?${line}`)
  assert.ok(next.body.tables[0].columns.every(({ found }: { found: string }) => found === 'remembered'))
  const bad = await calls.get(`/v1/batches/${batch}/quarantine`)
  assert.equal(bad.body.items[0].row, 4)
  assert.equal(bad.body.items[0].words.zh.length > 0, true)
  const annotated = await calls.text(`/v1/batches/${batch}/quarantine/file`)
  assert.match(annotated.type!, /text\/csv/)
  assert.match(annotated.disposition!, /^attachment/)
  assert.match(annotated.text, /13912345678/)
  const fixed = await calls.send('fixed.csv', Buffer.from(annotated.text.replaceAll('十元', '10.00')))
  const again = await calls.post('/v1/deliveries', {
    ...wish,
    uploads: [fixed.body.upload],
    mapping,
    replaces: batch,
  })
  const taken = await finished(calls, again.body.delivery)
  assert.equal(taken.result.rowsPublished, 1)
  const after = await calls.get(`/v1/batches/${batch}`)
  assert.deepEqual([after.body.rowsQuarantined, after.body.rowsFixed], [1, 1])
  const list = await calls.get('/v1/batches?source=tax-bureau&recordType=tax-payment&pageSize=1')
  assert.equal(list.body.items.length, 1)
  assert.ok(list.body.next)
})

test('a file is nobody else’s: others are refused, and a name is never a path', async () => {
  const calls = await client()
  const sent = await calls.send('../../../etc/passwd', Buffer.from('a'))
  assert.equal(sent.body.name, 'passwd')
  const bank = platform.accounts.find(({ account }) => /officer/.test(account))!.account
  const stranger = await signedIn(platform, bank)
  assert.equal(
    (await stranger.get(`/v1/uploads/${sent.body.upload}/preview?recordType=tax-payment&source=tax-bureau`))
      .status,
    403,
  )
  const anonymous = await fetch(`${platform.address}/v1/uploads`, {
    method: 'POST',
    body: 'x',
    headers: { 'Content-Type': 'application/octet-stream' },
  })
  assert.equal(anonymous.status, 401)
  const wrongType = await fetch(`${platform.address}/v1/uploads`, {
    method: 'POST',
    body: 'x',
    headers: { cookie: calls.cookie, 'Content-Type': 'text/plain' },
  })
  assert.equal(wrongType.status, 400)
})

test('a connection that ends within a file leaves nothing of it', async () => {
  const calls = await client()
  const incoming = join(platform.database.dataFolder, 'originals', 'incoming')
  const { hostname, port } = new URL(platform.address)
  const sending = request({
    hostname,
    port,
    path: '/v1/uploads',
    method: 'POST',
    headers: { cookie: calls.cookie, 'Content-Type': 'application/octet-stream', 'Content-Length': 1e9 },
  })
  sending.on('error', () => {})
  sending.write(Buffer.alloc(1 << 20))
  while (!existsSync(incoming) || readdirSync(incoming).length === 0)
    await new Promise((resolve) => setImmediate(resolve))
  sending.destroy()
  while (readdirSync(incoming).length > 0) await new Promise((resolve) => setImmediate(resolve))
})
