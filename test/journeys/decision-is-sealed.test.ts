import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { publishScorecard } from '../../src/credit/scoring/index.ts'
import { Refusal } from '../../src/foundation/refusal.ts'
import type { UnitOfWork } from '../../src/foundation/unit-of-work.ts'
import {
  type Decide,
  type DecisionTables,
  decide,
  getDecision,
  listDecisions,
  replay,
} from '../../src/lending/decisions/index.ts'
import { demonstrationProducts, publishBaseRate, publishProduct } from '../../src/lending/products/index.ts'
import { operatorActor } from '../../src/trust/organizations/index.ts'
import {
  firms,
  handMadeCard,
  invoices,
  lastMonth,
  officerOf,
  openThreeFirms,
  type ThreeFirms,
} from './three-firms.ts'

const officer = officerOf('yongcheng-bank')
const rival = officerOf('gui-jiang-bank')
let city: ThreeFirms
before(async () => {
  city = await openThreeFirms()
})
after(() => city.close())

type Verb<Result> = (work: UnitOfWork<DecisionTables>) => Promise<Result>
const ask = (wish: Partial<Decide> & { firm?: keyof typeof firms } = {}, actor = officer) => {
  const { firm = 'sound', ...rest } = wish
  const enterprise = city.enterprises[firm]
  const request = {
    enterprise,
    product: 'invoice-flow-loan',
    amountFen: '50000000',
    asOf: lastMonth,
    ...rest,
  }
  return city.run(actor, (work) => decide(work, request))
}
const replayed = (decision: string) => city.run(officer, (work) => replay(work, { decision }))

async function refusalOf(act: Promise<unknown>): Promise<Refusal> {
  const outcome = await act.then(
    (answer) => assert.fail(`not refused: ${JSON.stringify(answer).slice(0, 200)}`),
    (error: unknown) => error,
  )
  assert.ok(outcome instanceof Refusal, String(outcome))
  return outcome
}

test('a sound firm is approved: the score, the limit and the price by hand', async () => {
  const decision = await ask({ amountFen: '250000000', termMonths: 6 })
  assert.equal(decision.outcome, 'approved')
  // 520 + 40 (steady sales) + 30 (360,000 yuan of tax) + 30 (nothing overdue).
  assert.deepEqual([decision.score, decision.grade], [620, 'B'])
  const line = (id: string) => decision.limitLines.find((entry) => entry.id === id)!
  assert.equal(line('monthly-sales').binding, true)
  // Twice 1,000,000 yuan less what is left of the loan; four of twelve instalments are paid.
  const allowed = BigInt(line('monthly-sales').amountFen!)
  assert.ok(allowed > 183_000_000n && allowed < 185_000_000n, String(allowed))
  assert.equal(decision.creditLimitFen, String((allowed / 1_000_000n) * 1_000_000n))
  // 3.00 % of 2025-05-20, 1.60 % for grade B, −0.20 % for section C at 620 points.
  assert.deepEqual(
    decision.priceLines.map(({ rateBps }) => rateBps),
    [300, 160, -20],
  )
  assert.equal(decision.rateBps, 440)
  assert.ok(decision.rules.every(({ verdict }) => verdict === 'passed' || verdict === 'adjusted'))
})

test('a firm in arrears is declined with every reason, one that is too young without a score, and neither gets a limit', async () => {
  const late = await ask({ firm: 'late' })
  assert.equal(late.outcome, 'declined')
  assert.deepEqual(
    late.reasons.map(({ code }) => code),
    ['overdue-now', 'overdue-before'],
  )
  assert.deepEqual([late.creditLimitFen, late.rateBps], [null, null])
  const overdue = late.rules.find(({ id }) => id === 'overdue-now')!
  assert.match(overdue.because.zh, /当前最长逾期天数 \d+：> 0, 是/)

  const young = await ask({ firm: 'young' })
  assert.equal(young.outcome, 'declined')
  assert.equal(young.score, null)
  assert.ok(young.reasons.some(({ code }) => code === 'score-enterprise-too-young'))
})

test('what cannot be asked is refused with its code', async () => {
  const refused: [Partial<Decide>, string][] = [
    [{ amountFen: '-1' }, 'amount-malformed'],
    [{ amountFen: '1e30' }, 'amount-malformed'],
    [{ amountFen: '0' }, 'amount-malformed'],
    [{ amountFen: '1.5' }, 'amount-malformed'],
    [{ amountFen: '9'.repeat(30) }, 'amount-malformed'],
    [{ amountFen: '1' }, 'amount-out-of-bounds'],
    [{ amountFen: '300000001' }, 'amount-out-of-bounds'],
    [{ termMonths: 13 }, 'term-out-of-bounds'],
    [{ product: 'no-such-product' }, 'product-unknown'],
    [{ product: 'express-invoice-loan' }, 'product-of-another-bank'],
    [{ bank: 'gui-jiang-bank' }, 'decision-for-another-bank'],
    [{ asOf: '2999-01' }, 'as-of-in-future'],
    [{ asOf: 'yesterday' }, 'as-of-malformed'],
    [{ enterprise: '914403001922038217' }, 'uscc-check-digit'],
    [{ enterprise: '不存在的公司' }, 'enterprise-unknown'],
  ]
  for (const [wish, code] of refused) {
    const refusal = await refusalOf(ask(wish))
    assert.equal(refusal.code, code, JSON.stringify(wish))
  }
  const bounds = await refusalOf(ask({ amountFen: '1' }))
  assert.deepEqual(bounds.where, { amountFen: '1', amountMinFen: '5000000', amountMaxFen: '300000000' })
})

test('without a consent for every field group that the product needs there is no decision, and the attempt goes on record', async () => {
  const partly = await refusalOf(ask({ product: 'express-invoice-loan', amountFen: '5000000' }, rival))
  assert.equal(partly.code, 'consent-not-covered')
  assert.equal(partly.record?.kind, 'use-refused')
  const none = await refusalOf(
    ask({ product: 'express-invoice-loan', amountFen: '5000000', firm: 'late' }, rival),
  )
  assert.match(none.code, /^consent-/)
})

test('the local operator decides for a bank by name', async () => {
  const decision = await ask({ bank: 'yongcheng-bank' }, operatorActor())
  assert.equal(decision.organization, 'yongcheng-bank')
  assert.equal((await refusalOf(ask({}, operatorActor()))).code, 'product-of-another-bank')
})

test('an idempotency key gives one decision, also to requests that come at once, and never another', async () => {
  const wish = { idempotencyKey: 'loan-4711' }
  const answers = await Promise.all(Array.from({ length: 4 }, () => ask(wish)))
  assert.equal(new Set(answers.map(({ decision }) => decision)).size, 1)
  assert.equal(new Set(answers.map(({ digest }) => digest)).size, 1)
  assert.deepEqual(await ask(wish), answers[0])
  const other = await refusalOf(ask({ ...wish, amountFen: '60000000' }))
  assert.equal(other.code, 'idempotency-key-reused')
  const { rows } = await sql<{ count: bigint }>`
    select count(*) from decisions.decision where idempotency_key = 'loan-4711'`.execute(city.database.kysely)
  assert.equal(rows[0]!.count, 1n)
})

test("a bank sees its own decisions alone, and another's is as unknown as none", async () => {
  const { decision } = await ask()
  const read: Verb<unknown> = (work) => getDecision(work, { decision })
  assert.equal((await refusalOf(city.run(rival, read))).code, 'decision-unknown')
  assert.equal(
    (await refusalOf(city.run(rival, (work) => replay(work, { decision })))).code,
    'decision-unknown',
  )
  const mine = await city.run(officer, (work) => listDecisions(work, { enterprise: firms.sound }))
  assert.ok(mine.items.some((item) => item.decision === decision))
  assert.deepEqual((await city.run(rival, (work) => listDecisions(work, {}))).items, [])
  const nobody = { ...officer, permissions: new Set<string>() }
  assert.equal((await refusalOf(city.run(nobody, read))).code, 'permission-missing')
  assert.equal((await refusalOf(ask({}, nobody))).code, 'permission-missing')
})

test('a decision replays to the same bytes after data, card, product and base rate have moved on', async () => {
  const decision = await ask()
  await city.deliver(
    'vat-invoice',
    'tax-bureau',
    'uscc,direction,invoice_number,issued_on,counterparty,amount,tax,total,status,known_at',
    invoices(firms.sound, [lastMonth], 100),
  )
  await city.run(operatorActor(), async (work) => {
    await publishScorecard(work, handMadeCard(2, 430))
    const [offer] = demonstrationProducts
    await publishProduct(work, { ...offer!.product, version: 2, amountMaxFen: '60000000' })
    await publishBaseRate(work, { name: 'lpr-1y', effectiveOn: '2026-01-20', rateBps: 280, source: 'test' })
  })
  assert.deepEqual(await replayed(decision.decision), {
    decision: decision.decision,
    identical: true,
    digest: decision.digest,
    differences: [],
  })
  const later = await ask()
  assert.deepEqual([later.versions.product.version, later.versions.scorecard.version], [2, 2])
  assert.equal(later.versions.baseRate?.rateBps, 280)
  assert.notEqual(later.score, decision.score)
})

/** Changes the store behind the back of the triggers, as somebody with the rights of its owner could. */
async function tamper(
  table: string,
  statement: string,
  undo: string,
  check: () => Promise<void>,
): Promise<void> {
  const run = async (text: string) => {
    await sql.raw(`alter table ${table} disable trigger user`).execute(city.database.kysely)
    await sql.raw(text).execute(city.database.kysely)
    await sql.raw(`alter table ${table} enable trigger user`).execute(city.database.kysely)
  }
  await run(statement)
  await check()
  await run(undo)
}

test('what was changed in the store is found at replay, with its place', async () => {
  const { decision } = await ask()
  const row = `where id = '${decision}'`
  const change = (column: string, from: string, to: string) => [
    `update decisions.decision set ${column} = replace(${column}, '${from}', '${to}') ${row}`,
    `update decisions.decision set ${column} = replace(${column}, '${to}', '${from}') ${row}`,
  ]
  const cases: [table: string, change: string[], path: RegExp][] = [
    [
      'decisions.decision',
      change('sealed', '"b.repay.overdue_open_days":0', '"b.repay.overdue_open_days":7'),
      /^\/outcome$/,
    ],
    [
      'decisions.decision',
      change('sealed', '"amountFen":"50000000"', '"amountFen":"50000001"'),
      /^\/amountFen$/,
    ],
    ['decisions.decision', change('sealed', '{"authorization"', '{"authorizing"'), /^\/sealed$/],
    ['decisions.decision', change('answer', '"outcome":"', '"outcome":"x'), /^\/outcome$/],
    ['decisions.decision', change('answer', '"versions":{', '"versions":['), /^\/answer$/],
    ['decisions.decision', change('sealed', '"facts":{', '"fakts":{'), /^\/sealed$/],
    ['decisions.decision', change('sealed', '"versions":{', '"version":{'), /^\/sealed\/versions$/],
    [
      'decisions.decision',
      [
        `update decisions.decision set rate_bps = rate_bps + 1 ${row}`,
        `update decisions.decision set rate_bps = rate_bps - 1 ${row}`,
      ],
      /^\/columns\/rateBps$/,
    ],
    [
      'decisions.decision',
      [
        `update decisions.decision set digest = 'sha256:' || reverse(substr(digest, 8)) ${row}`,
        `update decisions.decision set digest = 'sha256:' || reverse(substr(digest, 8)) ${row}`,
      ],
      /^\/digest$/,
    ],
    [
      'rules.ruleset',
      [
        `update rules.ruleset set content = replace(content, '"> 0"', '"> 9"')`,
        `update rules.ruleset set content = replace(content, '"> 9"', '"> 0"')`,
      ],
      /^\/sealed\/versions\/ruleset$/,
    ],
    [
      'rules.ruleset',
      [
        `update rules.ruleset set version = version + 100`,
        `update rules.ruleset set version = version - 100`,
      ],
      /^\/sealed\/versions\/ruleset$/,
    ],
    [
      'products.product',
      [
        `update products.product set content = replace(content, '"percent":200', '"percent":900')`,
        `update products.product set content = replace(content, '"percent":900', '"percent":200')`,
      ],
      /^\/sealed\/versions\/product$/,
    ],
    [
      'scoring.scorecard',
      [
        `update scoring.scorecard set card = jsonb_set(card, '{base}', '1')`,
        `update scoring.scorecard set card = jsonb_set(card, '{base}', case version when 1 then '520' else '430' end::jsonb)`,
      ],
      /^\/sealed\/versions\/scorecard$/,
    ],
  ]
  for (const [table, [statement, undo], path] of cases)
    await tamper(table, statement!, undo!, async () => {
      const { identical, differences } = await replayed(decision)
      const paths = differences.map((difference) => difference.path)
      assert.equal(identical, false, statement)
      assert.ok(
        paths.some((found) => path.test(found)),
        `${statement}: ${paths.join(' ')}`,
      )
    })
  assert.equal((await replayed(decision)).identical, true)
  const refused = sql.raw(`update decisions.decision set rate_bps = 1 ${row}`).execute(city.database.kysely)
  await assert.rejects(refused, /a decision never changes/)
})
