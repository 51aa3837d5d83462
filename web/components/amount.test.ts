import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { amountText, fenOfTenThousands, fullAmount } from './amount.ts'
import { daysLeft, dayText, minuteText, monthText, monthTick } from './calendar.ts'
import { capitalAmount } from './capital-amount.ts'
import { plainIdentifier, usccGroups } from './uscc-groups.ts'

test('an amount takes the unit that a banker would say', () => {
  assert.equal(amountText('0', 'zh-CN'), '0 元')
  assert.equal(amountText('123456', 'zh-CN'), '1,234.56 元')
  assert.equal(amountText('345000000', 'zh-CN'), '345 万元')
  assert.equal(amountText('917834567', 'zh-CN'), '917.83 万元')
  assert.equal(amountText('1234567890123', 'zh-CN'), '123.46 亿元')
  assert.equal(amountText('-345000000', 'en'), '−¥3.45M')
  assert.equal(amountText('420000000', 'en'), '¥4.2M')
  assert.equal(amountText('99', 'en'), '¥0.99')
  assert.equal(fullAmount('-345000007', 'zh-CN'), '−3,450,000.07 元')
})

test('the shown figure is within half a hundredth of its unit', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1_000_000n, max: 9_999_999_999n }), (fen) => {
      const shown = Number(amountText(fen, 'zh-CN').replace(' 万元', '').replaceAll(',', ''))
      assert.ok(Math.abs(shown - Number(fen) / 1_000_000) <= 0.005 + 1e-9)
    }),
  )
})

test('ten thousands of yuan become fen exactly, and nothing else passes', () => {
  assert.equal(fenOfTenThousands('500'), 500_000_000n)
  assert.equal(fenOfTenThousands('0.000001'), 1n)
  assert.equal(fenOfTenThousands('1,200.5'), 1_200_500_000n)
  for (const wrong of ['', '0', '-1', '1e3', '五百', '1.0000001', 'NaN', '1.']) {
    assert.equal(fenOfTenThousands(wrong), undefined, wrong)
  }
})

test('capitals follow the rules for cheques', () => {
  // The examples of 支付结算办法 annex 1, article 5.
  assert.equal(capitalAmount(140_950n), '人民币壹仟肆佰零玖元伍角整')
  assert.equal(capitalAmount(600_714n), '人民币陆仟零柒元壹角肆分')
  assert.equal(capitalAmount(168_032n), '人民币壹仟陆佰捌拾元叁角贰分')
  assert.equal(capitalAmount(1_640_902n), '人民币壹万陆仟肆佰零玖元零贰分')
  assert.equal(capitalAmount(32_504n), '人民币叁佰贰拾伍元零肆分')
  assert.equal(capitalAmount(500_000_000n), '人民币伍佰万元整')
  assert.equal(capitalAmount(10_000_100_000_000n), '人民币壹仟亿零壹佰万元整')
  assert.equal(capitalAmount(0n), '人民币零元整')
  assert.equal(capitalAmount(50n), '人民币伍角整')
})

test('two different amounts never have the same capitals', () => {
  const amounts = fc.uniqueArray(fc.bigInt({ min: 0n, max: 10n ** 15n }), { minLength: 2, maxLength: 40 })
  fc.assert(
    fc.property(amounts, (list) => {
      assert.equal(new Set(list.map((fen) => capitalAmount(fen))).size, list.length)
      for (const fen of list) assert.doesNotMatch(capitalAmount(fen), /零零|零元(?!整)|零万|零亿/)
    }),
  )
})

test('dates are those of Shanghai', () => {
  assert.equal(minuteText('2026-10-31T16:00:00.000Z'), '2026-11-01 00:00')
  assert.equal(dayText('2026-10-31T15:59:59.999Z'), '2026-10-31')
  assert.equal(daysLeft('2026-11-30T15:59:59.999Z', Date.parse('2026-11-21T00:00:00Z')), 9)
  assert.equal(daysLeft('2026-11-21T15:59:59.999Z', Date.parse('2026-11-21T00:00:00Z')), 0)
  assert.equal(monthText('2026-10', 'zh-CN'), '2026 年 10 月')
  assert.equal(monthText('2026-10', 'en'), 'Oct 2026')
  assert.equal(monthTick('2026-01', 'zh-CN'), '2026.01')
  assert.equal(monthTick('2026-04', 'zh-CN'), '4 月')
})

test('a code is grouped for the eye and cleaned when pasted', () => {
  assert.equal(usccGroups('91350100M000100Y43'), '9135 0100 M000 100Y43')
  assert.equal(usccGroups('cumcm2020c:E1'), 'cumcm2020c:E1')
  assert.equal(plainIdentifier(' 9135 0100 m000 100y43 '), '91350100M000100Y43')
  assert.equal(plainIdentifier('９１３５０１００Ｍ０００１００Ｙ４３'), '91350100M000100Y43')
  assert.equal(plainIdentifier(' 南澜 精密 '), '南澜 精密')
})
