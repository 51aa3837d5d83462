import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DuckDBInstance } from '@duckdb/node-api'
import fc from 'fast-check'
import { capitalSql } from '../../src/information/ingestion/capital-text.ts'
import { standardRecordType } from '../../src/trust/catalog/index.ts'
import { type CapitalRead, readCapital } from './read-capital.ts'

export const currencies = standardRecordType('registry-entry').fields.find(
  (field) => field.name === 'capital_currency',
)!.codes!

/** What the platform's query reads of each text. */
export async function readByEngine(texts: readonly string[]): Promise<(CapitalRead | undefined)[]> {
  const engine = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect()
  const { amount, currency } = capitalSql('x', currencies)
  await engine.run('CREATE TABLE capital (place INTEGER, x VARCHAR)')
  const rows = await engine.createAppender('capital')
  for (const [place, text] of texts.entries()) {
    rows.appendInteger(place)
    rows.appendVarchar(text)
    rows.endRow()
  }
  rows.closeSync()
  const read = await engine.runAndReadAll(`SELECT ${amount}, ${currency} FROM capital ORDER BY place`)
  return read.getRows().map(([fen, position]) => {
    if (fen === null) return undefined
    return { amount: fen as bigint, currency: position === null ? null : currencies[Number(position)]!.code }
  })
}

const spellings: readonly (readonly [string, string | undefined])[] = [
  ['858(万元人民币)', '858000000 CNY'],
  ['1,000(万元人民币)', '1000000000 CNY'],
  ['150,000(万)', '150000000000 CNY'],
  ['101.2000(万元人民币)', '101200000 CNY'],
  ['500.000000万元人民币', '500000000 CNY'],
  ['50万元整', '50000000 CNY'],
  ['人民币50万元', '50000000 CNY'],
  ['（人民币）５０万元', '50000000 CNY'],
  ['RMB 500,000.00', '50000000 CNY'],
  ['￥1,000.50', '100050 CNY'],
  ['1.5元人民币', '150 CNY'],
  ['400(万人民币 )', '400000000 CNY'],
  ['2,000(万人民币元)', '2000000000 CNY'],
  ['1.2E3万元', '1200000000 CNY'],
  ['1亿元', '10000000000 CNY'],
  ['1亿5000万元', '15000000000 CNY'],
  ['3千万元', '3000000000 CNY'],
  ['5百萬圓', '500000000 CNY'],
  ['20(万美元)', '20000000 USD'],
  ['30(万元美元)', '30000000 USD'],
  ['USD 20万', '20000000 USD'],
  ['42,000(万香港元)', '42000000000 HKD'],
  ['27万港币', '27000000 HKD'],
  ['1,057,612.5000(万日元)', '1057612500000 JPY'],
  ['12,600(万欧元)', '12600000000 EUR'],
  ['290(万德国马克)', '290000000 DEM'],
  ['120(万法国法郎)', '120000000 FRF'],
  ['21.7000(万英镑)', '21700000 GBP'],
  ['0', '0 null'],
  ['0()', '0 null'],
  ['0.00万元', '0 CNY'],
  // Nobody can tell what these say.
  ['5()', undefined],
  ['500', undefined],
  ['1.2E3', undefined],
  ['120(万法郎)', undefined],
  ['-5万元', undefined],
  ['50-100万元', undefined],
  ['100万美元(折合827万人民币)', undefined],
  ['人民币100万美元', undefined],
  ['1,0000万元', undefined],
  ['10万100元', undefined],
  ['1e400万元', undefined],
  ['99999999999999999999万元', undefined],
  ['万元', undefined],
  ['', undefined],
  ['Jean Louis', undefined],
  ['���Ӳ�Ʒ', undefined],
]

test('thirty spellings of registered capital are read, and what nobody can tell is left empty', async () => {
  const texts = spellings.map(([text]) => text)
  const read = await readByEngine(texts)
  for (const [place, [text, expected]] of spellings.entries()) {
    const { amount, currency } = read[place] ?? {}
    assert.equal(amount === undefined ? undefined : `${amount} ${currency}`, expected, text)
    assert.deepEqual(readCapital(text, currencies), read[place], `the second reader of ${text}`)
  }
})

const digits = fc.oneof(
  fc.integer({ min: 0, max: 2_000_000_000 }).map(String),
  fc.integer({ min: 0, max: 99_999_999 }).map((whole) => whole.toLocaleString('en-US')),
  fc.tuple(fc.nat(), fc.nat({ max: 999_999_999 })).map(([whole, part]) => `${whole}.${part}`),
  fc.tuple(fc.nat({ max: 99 }), fc.nat({ max: 20 })).map(([whole, power]) => `${whole}.5E${power}`),
  fc.bigInt({ min: 0n, max: 10n ** 20n }).map(String),
  fc.constantFrom('0', '0.00', '007', '1,00', '.5', '5.'),
)
const words = currencies.flatMap(({ code, zh, synonyms }) => [code, zh, ...synonyms])
const part = fc.oneof(
  { weight: 3, arbitrary: digits },
  { weight: 3, arbitrary: fc.constantFrom('万', '万元', '亿', '千万', '百万', '元', '圆', '', '整') },
  { weight: 2, arbitrary: fc.constantFrom(...words) },
  { weight: 2, arbitrary: fc.constantFrom('(', ')', '（', '）', ' ', '\u3000', ':', '-', 'x', 'Ｅ', '，') },
)
const usual = fc
  .tuple(
    digits,
    fc.constantFrom('万', '(万', '亿', ''),
    fc.constantFrom('元', '人民币', '元人民币', '美元', '', '港元'),
  )
  .map(([number, unit, currency]) => `${number}${unit}${currency}${unit.startsWith('(') ? ')' : ''}`)
const wide = (text: string) =>
  text.replace(/[!-~]/g, (char) => String.fromCodePoint(char.codePointAt(0)! + 0xfee0))

test('two readers of registered capital, written apart, agree on whatever is made up', async () => {
  const made = fc.oneof(
    usual,
    usual.map(wide),
    fc.array(part, { minLength: 1, maxLength: 8 }).map((parts) => parts.join('')),
  )
  const texts = fc.sample(made, { numRuns: 20_000, seed: Number(process.env.SANXIN_SEED ?? 1) })
  const read = await readByEngine(texts)
  assert.ok(read.filter((value) => value !== undefined).length > 2_000, 'too few of the texts say an amount')
  for (const [place, text] of texts.entries()) {
    assert.deepEqual(read[place], readCapital(text, currencies), JSON.stringify(text))
  }
})
