import { fitScorecard, type TrainingTable } from '../../src/credit/scoring/index.ts'
import { assetsFenAt } from '../../src/demonstration/sample-city/balance.ts'
import { outstandingAt } from '../../src/demonstration/sample-city/borrowing.ts'
import { openCity } from '../../src/demonstration/sample-city/city.ts'
import { bankIsConnected } from '../../src/demonstration/sample-city/emit-bank.ts'
import { filesStatements } from '../../src/demonstration/sample-city/emit-operation.ts'
import { defaulted, trueProbability } from '../../src/demonstration/sample-city/health.ts'
import { industries } from '../../src/demonstration/sample-city/industry.ts'
import { type Life, lifeOf } from '../../src/demonstration/sample-city/life.ts'
import { defaultsWithin, performanceMonths } from '../../src/demonstration/sample-city/observe.ts'
import { exportShareOf } from '../../src/demonstration/sample-city/sales-book.ts'
import { sizeClassOf } from '../../src/demonstration/sample-city/size-class.ts'
import { month, monthOfIndex } from '../../src/foundation/month.ts'
import { separationIntervals } from '../../src/foundation/statistics/bootstrap.ts'
import { separation } from '../../src/foundation/statistics/discrimination.ts'
import { basicFeatures, type Feature, featuresOf, furtherFeatures } from './features.ts'

/** See README.md: `node benchmarks/city/truth.ts [enterprises] [seed]` prints what is known of a city because it is made. */
const enterprises = Number(process.argv[2] ?? 5000)
const seed = process.argv[3] ?? 'truth'
const city = openCity({ enterprises, seed, lastMonth: month('2026-09'), months: 36 })
const last = city.span.length - 1
const cohorts = [12, 15, 18, 21, 24].map((back) => last - back)

interface Seen {
  number: number
  at: number
  section: string
  size: string
  probability: number
  bad: number
  features: Record<Feature, number>
}

const seen: Seen[] = []
const firms = {
  section: new Map<string, number>(),
  size: new Map<string, number>(),
  age: new Map<string, number>(),
}
const missing = new Map<string, number>()
let sound = 0
for (let number = 0; number < enterprises; number++) look(lifeOf(city, number))
console.log(JSON.stringify(report(), null, 1))

function look(life: Life): void {
  const { firm, history } = life
  const section = industries[firm.industry]!.code[0]!
  const end = Math.min(last, history.closesAt - 1)
  const size = sizeAt(life, end)
  const years = (city.span.origin + city.span.length - monthOf(firm.establishedOn)) / 12
  add(firms.section, section)
  add(firms.size, size)
  add(firms.age, years <= 5 ? 'up-to-5-years' : years <= 10 ? '5-to-10-years' : 'over-10-years')
  if (!bankIsConnected(firm)) add(missing, 'no bank flow')
  if (!filesStatements(life)) add(missing, 'no statement')
  if (!life.people.housing) add(missing, 'no housing fund')
  if (exportShareOf(firm) === 0) add(missing, 'no customs')
  if (life.loans.length === 0) add(missing, 'never a loan')
  if (firm.opensAt > last - 12) add(missing, 'younger than a year')
  if (firm.opensAt > last - 24) add(missing, 'younger than two years')
  if (firm.growth === 'dormant') add(missing, 'dormant')
  if (history.closesAt <= last) add(missing, 'closed')
  else sound++
  for (const at of cohorts) {
    const phase = history.phase[at]!
    if (at < firm.opensAt + 6 || phase === defaulted || !outstandingAt(life.loans, at)) continue
    const hazard = city.climate.hazard[firm.industry]![at]!
    const probability = trueProbability(firm.constitution, phase, hazard)
    const bad = Number(defaultsWithin(city, life, at))
    seen.push({
      number: firm.number,
      at,
      section,
      size: sizeAt(life, at),
      probability,
      bad,
      features: featuresOf(city, life, at),
    })
  }
}

function monthOf(day: number): number {
  const date = new Date(day * 86_400_000)
  return date.getUTCFullYear() * 12 + date.getUTCMonth()
}

function sizeAt(life: Life, at: number): string {
  const { balance, people, salesFen, firm } = life
  let revenue = 0
  for (let each = Math.max(life.from, at - 11); each <= at; each++) revenue += salesFen[each]!
  const assets = assetsFenAt(balance, at)
  return sizeClassOf(industries[firm.industry]!.code, {
    people: people.headcount[at]!,
    revenue: revenue / 1e6,
    assets: assets / 1e6,
  })
}

function add(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}

function shares(counts: Map<string, number>): Record<string, number> {
  return Object.fromEntries([...counts].sort().map(([name, count]) => [name, round(count / enterprises)]))
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4
}

function ratesBy(
  name: (of: Seen) => string,
): Record<string, { observations: number; rate: number; mean: number }> {
  const groups = [...Map.groupBy(seen, name)].sort(([left], [right]) => (left < right ? -1 : 1))
  return Object.fromEntries(
    groups.map(([key, of]) => [
      key,
      {
        observations: of.length,
        rate: round(of.reduce((sum, each) => sum + each.bad, 0) / of.length),
        mean: round(of.reduce((sum, each) => sum + each.probability, 0) / of.length),
      },
    ]),
  )
}

function report(): unknown {
  const labels = Uint8Array.from(seen, (each) => each.bad)
  const probabilities = Float64Array.from(seen, (each) => each.probability)
  const ceiling = separation(labels, probabilities)
  const every = [...basicFeatures, ...furtherFeatures]
  const [basic, all] = [fit(seen, basicFeatures), fit(seen, every)]
  const connected = seen.filter(({ number }) => bankIsConnected(city.firm(number)))
  const [connectedBasic, connectedAll] = [fit(connected, basicFeatures), fit(connected, every)]
  const share = (auc: number) => round((auc - 0.5) / (ceiling.auc - 0.5))
  return {
    enterprises,
    seed,
    observations: seen.length,
    defaults: labels.reduce((sum, label) => sum + label, 0),
    defaultRate: round(labels.reduce((sum, label) => sum + label, 0) / labels.length),
    ceiling: {
      auc: round(ceiling.auc),
      ks: round(ceiling.ks),
      interval: separationIntervals(labels, probabilities, { seed: 1, resamples: 200 }),
    },
    cards: {
      basic: { auc: round(basic.auc), ofCeiling: share(basic.auc), variables: basic.variables },
      withFlows: { auc: round(all.auc), ofCeiling: share(all.auc), variables: all.variables },
      ofConnectedFirms: {
        observations: connected.length,
        basic: round(connectedBasic.auc),
        withFlows: round(connectedAll.auc),
      },
    },
    informationValues: all.screened,
    defaultRateByCohort: ratesBy((each) => monthOfIndex(city.span.origin + each.at)),
    defaultRateBySection: ratesBy((each) => each.section),
    defaultRateBySize: ratesBy((each) => each.size),
    firmsBySection: shares(firms.section),
    firmsBySize: shares(firms.size),
    firmsByAge: shares(firms.age),
    missing: shares(missing),
    open: round(sound / enterprises),
    performanceMonths,
  }
}

/** The platform's own fitting, cross-validated with all observations of a firm in one fold. */
function fit(of: readonly Seen[], names: readonly Feature[]) {
  const labels = Uint8Array.from(of, (each) => each.bad)
  const columns = Object.fromEntries(
    names.map((name) => [name, Float64Array.from(of, (each) => each.features[name])]),
  )
  const table: TrainingTable = { columns, labels, groups: Int32Array.from(of, (each) => each.number) }
  const { crossValidated, screened, card } = fitScorecard(table, {
    seed: 1,
    method: 'woe-logistic',
    binsMax: 5,
    baselines: false,
    variablesMax: 20,
  })
  return {
    auc: crossValidated.auc,
    variables: card.variables.length,
    screened: Object.fromEntries(
      screened.map(({ name, iv, auc, selected }) => [name, { iv: round(iv), auc: round(auc), selected }]),
    ),
  }
}
