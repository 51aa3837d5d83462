import assert from 'node:assert/strict'
import { test } from 'node:test'
import { month } from '../../foundation/month.ts'
import { openCity } from './city.ts'
import { defaultBegan, defaultEnded, defaulted, fillPhases, trueProbability } from './health.ts'
import { lifeOf } from './life.ts'
import { observationsOf } from './observe.ts'
import { burnInMonths } from './span.ts'
import { Stream } from './stream.ts'
import { count, nothingCounted, truthOf } from './truth-summary.ts'

const city = openCity({ enterprises: 3000, seed: 'living', lastMonth: month('2026-09'), months: 36 })
const firms = Array.from({ length: city.count }, (_, number) => ({
  firm: city.firm(number),
  history: city.history(number),
})).filter(({ firm }) => firm.story === null)
const last = city.span.length - 1

test('the true probability is the share of the firms that come into default within nine months', () => {
  const random = new Stream()
  const runs = 40_000
  for (const quality of [-1, 0.5])
    for (const phase of [0, 1, 2, 3]) {
      const climate = new Float64Array(10).fill(1.2)
      random.start(phase + 1, Math.round(quality * 10))
      let fallen = 0
      for (let run = 0; run < runs; run++) {
        const path = new Uint8Array(10)
        path[0] = phase
        fillPhases({ quality, hazard: 1.3 }, climate, path, { from: 1, spared: 0 }, random)
        if (path.includes(defaulted)) fallen++
      }
      const truth = trueProbability({ quality, hazard: 1.3 }, phase, 1.2)
      const error = Math.sqrt((truth * (1 - truth)) / runs)
      assert(Math.abs(fallen / runs - truth) < 4 * error, `${quality} ${phase}: ${fallen / runs} ${truth}`)
    }
})

test('nobody is in default before the first delivered month, and no default ends before 90 days are overdue', () => {
  let recovered = 0
  for (const { history } of firms) {
    const { phase, defaultsAt, closesAt } = history
    assert(defaultsAt >= burnInMonths && closesAt > burnInMonths)
    for (let at = defaultsAt; at < phase.length && at >= 0; ) {
      const ended = defaultEnded(phase, at)
      assert.equal(defaultBegan(phase, ended - 1), at)
      if (ended < phase.length) {
        recovered++
        assert(ended - at >= 5)
      }
      at = phase.indexOf(defaulted, ended)
      if (at < 0) break
    }
  }
  assert(recovered > 0.04 * firms.length, `recovered ${recovered}`)
})

test('the city lives: firms are born and leave, and few of those that are open are in default', () => {
  const open = firms.filter(({ history }) => history.closesAt > last)
  const inDefault = open.filter(({ history }) => history.phase[last] === defaulted).length / open.length
  assert(inDefault > 0.04 && inDefault < 0.12, `in default ${inDefault}`)
  const [births, exits] = [
    firms.filter(({ firm }) => firm.opensAt >= burnInMonths).length,
    firms.length - open.length,
  ]
  const atFirst = firms.length - births
  const yearly = (events: number) => events / 3 / ((atFirst + open.length) / 2)
  assert(yearly(births) > 0.06 && yearly(births) < 0.12, `births a year ${yearly(births)}`)
  assert(yearly(exits) > 0.03 && yearly(exits) < 0.07, `exits a year ${yearly(exits)}`)
})

test('four to eight in a hundred borrowers default within a year, as many as the true probability says', () => {
  const counted = nothingCounted()
  for (const { firm } of firms) count(counted, observationsOf(city, firm))
  const { annualDefaultRate, meanTrueProbability, auc, borrowers } = truthOf(counted)
  assert(borrowers > 3000)
  assert(annualDefaultRate > 0.04 && annualDefaultRate < 0.08, `${annualDefaultRate}`)
  assert(
    Math.abs(annualDefaultRate - meanTrueProbability) < 0.012,
    `${annualDefaultRate} ${meanTrueProbability}`,
  )
  assert(auc > 0.79 && auc < 0.88, `${auc}`)
})

test('what was missed in a default is paid on one day when the firm is restructured', () => {
  let settled = 0
  for (const { firm, history } of firms.slice(0, 1500)) {
    if (history.defaultsAt > last) continue
    const began = history.defaultsAt
    const ended = defaultEnded(history.phase, began)
    if (ended > last || history.closesAt <= last) continue
    const missed = lifeOf(city, firm.number).instalments.filter(({ at }) => at >= began && at < ended)
    const days = new Set(missed.map(({ paidOn }) => paidOn))
    assert(days.size <= 1 && !days.has(null), `${firm.number}`)
    settled += missed.length
  }
  assert(settled > 50)
})

test('sound firms earn, weak ones lose, and half of all are near nothing', () => {
  const margins: { quality: number; margin: number }[] = []
  for (const { firm, history } of firms.slice(0, 1200)) {
    if (firm.opensAt > last - 24 || history.closesAt <= last || firm.growth === 'dormant') continue
    const { profit, salesFen } = lifeOf(city, firm.number)
    const sum = (of: Float64Array) => of.slice(last - 11).reduce((total, fen) => total + fen, 0)
    if (sum(salesFen) > 0)
      margins.push({ quality: firm.constitution.quality, margin: sum(profit.profitFen) / sum(salesFen) })
  }
  const median = (of: typeof margins) =>
    of.map(({ margin }) => margin).sort((left, right) => left - right)[Math.floor(of.length / 2)]!
  assert(median(margins) > -0.01 && median(margins) < 0.035, `${median(margins)}`)
  assert(median(margins.filter(({ quality }) => quality > 1)) > 0.05)
  assert(median(margins.filter(({ quality }) => quality < -1)) < -0.05)
})
