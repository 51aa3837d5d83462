import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { firmsOf, openCity, planConsents } from '../../src/demonstration/sample-city/index.ts'
import type { Platform } from '../../src/entrances/platform/start-platform.ts'
import { signedIn, startTestPlatform } from './platform.ts'

const main = join(import.meta.dirname, '../../src/entrances/cli/main.ts')
let platform: Platform
let folder: string
let officer: Awaited<ReturnType<typeof signedIn>>
let sound: string

before(async () => {
  platform = await startTestPlatform()
  folder = mkdtempSync(join(tmpdir(), 'sanxin-bad-input-'))
  officer = await signedIn(platform, 'officer.yongcheng')
  sound = platform.city!.featured.find(({ role }) => role === 'sound')!.uscc
})
after(async () => {
  await platform.close()
  rmSync(folder, { recursive: true, force: true })
})

interface Ended {
  code: number
  stdout: string
  stderr: string
}

/** A command beside the running server, in English. */
function sanxin(words: string[], options: { data?: string; shell?: string } = {}): Promise<Ended> {
  const data = options.data ?? platform.database.dataFolder
  const command = [process.execPath, main, ...words, '--data', data, '--lang', 'en']
  const [program, ...rest] =
    options.shell === undefined
      ? command
      : ['bash', '-c', `${options.shell}; exec "$@"`, 'sanxin', ...command]
  return new Promise((resolve) => {
    execFile(program!, rest, { maxBuffer: 1e8 }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), stdout, stderr })
    })
  })
}

/** Refused in a catalogued way: exit code 3, one JSON object, no stack for the user. */
async function refused(words: string[], code: string, options: { data?: string; shell?: string } = {}) {
  const ended = await sanxin([...words, '--json'], options)
  assert.equal(ended.code, 3, `${words.join(' ')}: ${ended.stdout} ${ended.stderr}`)
  const { refusal } = JSON.parse(ended.stdout)
  assert.equal(refusal.code, code, ended.stdout)
  assert.ok(refusal.todo.length > 0 && refusal.title.length > 0)
  assert.doesNotMatch(ended.stdout + ended.stderr, /\n\s+at .*\.ts:\d+/, 'a stack trace reached the user')
  return refusal
}

const header = 'uscc,period,headcount,amount,hires,leaves,arrears'
function file(name: string, text: string | Buffer): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
const ingest = (path: string) => ['ingest', 'social-security', path, '--source', 'social-security-bureau']

test('a file that is missing, truncated or has a wrong header is refused with its name', async () => {
  const missing = await refused(ingest(join(folder, 'none.csv')), 'file-missing')
  assert.match(JSON.stringify(missing.where), /none\.csv/)
  const packed = gzipSync(`${header}\n${`${sound},2026-09,10,100.00,0,0,0\n`.repeat(5000)}`)
  await refused(ingest(file('cut.csv.gz', packed.subarray(0, packed.length / 2))), 'file-truncated')
  const wrong = await refused(
    ingest(file('header.csv', `uscc,month,people\n${sound},2026-09,10\n`)),
    'unknown-column',
  )
  assert.match(JSON.stringify(wrong.where), /header\.csv/)
})

test('bad values wait in quarantine with row, field and reason; the good rows are published', async () => {
  const future = new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 7)
  const rows = [
    `${sound},2020-01,10,1000.00,0,0,0`,
    `${sound},12345,10,1000.00,0,0,0`,
    `${sound.slice(0, 17)}${sound.endsWith('0') ? '1' : '0'},2020-02,10,1000.00,0,0,0`,
    `${sound},2020-03,10,-1,0,0,0`,
    `${sound},2020-04,10,1e30,0,0,0`,
    `${sound},2020-05,ten,1000.00,0,0,0`,
    `${sound},${future},10,1000.00,0,0,0`,
    `${sound},2020-06,10`,
  ]
  const { stdout, code, stderr } = await sanxin([
    ...ingest(file('values.csv', `${header}\n${rows.join('\n')}\n`)),
    '--json',
  ])
  assert.equal(code, 0, stderr)
  const result = JSON.parse(stdout)
  assert.deepEqual([result.rowsRead, result.rowsPublished, result.rowsQuarantined], [8, 1, 7])
  const reasons = Object.fromEntries(
    result.quarantine.map((entry: { reason: string; rows: number }) => [entry.reason, entry.rows]),
  )
  for (const reason of [
    'month-invalid',
    'identifier-check-digit',
    'value-below-minimum',
    'integer-invalid',
    'event-future',
    'columns-missing',
  ])
    assert.equal(reasons[reason], 1, JSON.stringify(reasons))
  const listed = JSON.parse((await sanxin(['quarantine', result.batch, '--json'])).stdout)
  assert.deepEqual(
    listed.items.map(({ row }: { row: number }) => row),
    [3, 4, 5, 6, 7, 8, 9],
  )
  const again = JSON.parse((await sanxin([...ingest(join(folder, 'values.csv')), '--json'])).stdout)
  assert.equal(again.rowsPublished, 0)
  assert.equal(again.rowsRead, again.rowsPublished + again.rowsQuarantined + again.rowsDuplicate)
})

test('an unknown record type, source, enterprise or product, a wrong check digit and a future as-of are refused', async () => {
  await refused(
    ['ingest', 'weather', file('w.csv', 'a\n1\n'), '--source', 'tax-bureau'],
    'unknown-record-type',
  )
  await refused(
    ['ingest', 'social-security', file('s.csv', `${header}\n`), '--source', 'nobody'],
    'unknown-source',
  )
  await refused(['score', '某某不存在的公司', '--as-of', '2026-09'], 'enterprise-unknown')
  await refused(
    ['score', `${sound.slice(0, 17)}${sound.endsWith('0') ? '1' : '0'}`, '--as-of', '2026-09'],
    'uscc-check-digit',
  )
  await refused(['score', sound, '--as-of', '2999-01'], 'as-of-in-future')
  const decide = ['decide', sound, '--bank', 'yongcheng-bank', '--product']
  await refused([...decide, 'no-such-loan', '--amount', '300000'], 'product-unknown')
  await refused([...decide, 'invoice-flow-loan', '--amount', '-1'], 'amount-malformed')
  await refused([...decide, 'invoice-flow-loan', '--amount', '1e30'], 'amount-malformed')
  await refused([...decide, 'invoice-flow-loan', '--amount', '9000000000000'], 'amount-out-of-bounds')
  await refused(['replay', 'nothing'], 'decision-unknown')
})

test('wrong usage gets exit code 2 and the usage', async () => {
  for (const words of [
    ['decide', sound],
    ['score', sound, '--as-of', '2026-09', '--frobnicate'],
    ['no-such-command'],
  ]) {
    const ended = await sanxin(words)
    assert.equal(ended.code, 2, `${words.join(' ')}: ${ended.stderr}`)
    assert.match(ended.stderr, /sanxin/)
  }
})

test('over the API: no consent, an expired and a revoked one, a bad key, another bank’s product, wrong bodies', async () => {
  const wish = { product: 'invoice-flow-loan', amountFen: '30000000' }
  const consents = planConsents(firmsOf(openCity(platform.city!)))
  const state = (wanted: string) =>
    consents.find((consent) => consent.state === wanted && consent.organization === 'yongcheng-bank')!.uscc
  const shut = platform.city!.featured.find(({ role }) => role === 'without-consent')!.uscc
  const expected: [string, string][] = [
    [shut, 'consent-none'],
    [state('expired'), 'consent-expired'],
    [state('revoked'), 'consent-revoked'],
  ]
  for (const [enterprise, code] of expected) {
    const answer = await officer.post('/v1/decisions', { ...wish, enterprise })
    assert.equal(answer.body.code, code, JSON.stringify(answer.body))
    assert.equal(answer.status, 403)
  }
  const bad = await fetch(`${platform.address}/v1/products`, {
    headers: { Authorization: 'Bearer sx_0123456789abcdef_wrong', 'Accept-Language': 'en' },
  })
  assert.equal(bad.status, 401)
  assert.equal(bad.headers.get('content-type'), 'application/problem+json; charset=utf-8')
  assert.equal(
    (
      await officer.post('/v1/decisions', {
        ...wish,
        enterprise: sound,
        product: 'tax-credit-loan',
        bank: 'gui-jiang-bank',
      })
    ).status,
    403,
  )
  for (const body of [
    {},
    { ...wish },
    { ...wish, enterprise: sound, amountFen: -1 },
    { ...wish, enterprise: sound, stranger: 1 },
    [],
  ]) {
    const answer = await officer.post('/v1/decisions', body)
    assert.equal(answer.status, 400, JSON.stringify(answer.body))
    assert.equal(answer.body.code, 'input-invalid')
  }
  const huge = await officer.post('/v1/decisions', { ...wish, enterprise: 'x'.repeat(400_000) })
  assert.equal(huge.status, 413)
  const nonsense = await fetch(`${platform.address}/v1/sessions`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{"account":',
  })
  assert.equal(nonsense.status, 400)
  assert.doesNotMatch(JSON.stringify(await nonsense.json()), /at .*\.ts:\d+/)
})

test('a port in use, a missing and a damaged data folder are refused in a sentence', async () => {
  const blocker = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => blocker.once('listening', resolve))
  const { port } = blocker.address() as { port: number }
  await refused(['start', '--port', String(port), '--no-demo'], 'port-in-use', {
    data: join(folder, 'fresh'),
  })
  blocker.close()
  await refused(['search', '机电'], 'data-folder-missing', { data: join(folder, 'nowhere') })
  const damaged = join(folder, 'damaged')
  mkdirSync(join(damaged, 'postgres', 'cluster'), { recursive: true })
  writeFileSync(join(damaged, 'postgres', 'cluster', 'PG_VERSION'), 'scrap\n')
  await refused(['search', '机电'], 'data-folder-damaged', { data: damaged })
})

test('a full disk leaves no half batch, and what was there is still there', async () => {
  const rows = Array.from(
    { length: 200_000 },
    (_, place) =>
      `${sound},S,${90_000_000 + place},2025-03-0${(place % 9) + 1},某客户${place},${place}.01,0.13,${place}.14,valid`,
  )
  const path = file(
    'large.csv',
    `uscc,direction,invoice_number,issued_on,counterparty,amount,tax,total,status\n${rows.join('\n').replaceAll(',S,', ',sale,')}\n`,
  )
  const words = ['ingest', 'vat-invoice', path, '--source', 'tax-bureau']
  const before = await officer.get(`/v1/enterprises/${sound}/indicators?only=g.inv_out.sum_12`)
  const ended = await sanxin([...words, '--json'], { shell: 'ulimit -f 2000' })
  assert.equal(ended.code, 3, ended.stdout + ended.stderr)
  assert.equal(JSON.parse(ended.stdout).refusal.code, 'disk-full')
  const after = await officer.get(`/v1/enterprises/${sound}/indicators?only=g.inv_out.sum_12`)
  assert.deepEqual(after.body.values, before.body.values)
})
