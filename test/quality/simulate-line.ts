import { instant } from '../../src/foundation/instant.ts'
import { addMonths, type Month, month } from '../../src/foundation/month.ts'
import { normal, type Random } from '../../src/foundation/random.ts'
import type { BatchMeasures } from '../../src/information/quality/contract.ts'
import type { EarlierDelivery } from '../../src/information/quality/index.ts'
import type { RecordType } from '../../src/trust/catalog/index.ts'

/**
 * One monthly source as deliveries of measures: a random walk of rows with seasons and noise, code shares, empty
 * shares and amounts that drift. No row is made: only what would be counted of it, with the noise of counting.
 */
export function simulateLine(recordType: RecordType, random: Random, months: number): EarlierDelivery[] {
  const line = startLine(recordType, random)
  const deliveries: EarlierDelivery[] = []
  for (let place = 0; place < months; place++) {
    const covered = addMonths(month('2022-12'), place)
    drift(line, random)
    const at = instant(
      `${addMonths(covered, 1)}-${String(3 + Math.floor(random() * 10)).padStart(2, '0')}T02:00:00Z`,
    )
    deliveries.push({ at, measures: measure(recordType, line, covered, random) })
  }
  return deliveries
}

interface Line {
  rows: number
  seasons: number[]
  quarantined: number
  duplicate: number
  /** Empty share of each optional field. */
  empty: Record<string, number>
  codes: Record<string, Record<string, number>>
  /** Logarithm of the middle of each number. */
  level: Record<string, number>
}

function startLine(recordType: RecordType, random: Random): Line {
  const quarterly = random() < 0.25
  const holiday = 0.5 + random() * 0.5
  return {
    rows: Math.exp(5.5 + random() * 5),
    seasons: Array.from({ length: 12 }, (_, place) =>
      place === 1 ? holiday : quarterly && place % 3 === 0 ? 1.7 : 0.9 + random() * 0.2,
    ),
    quarantined: 0.002 + random() * 0.03,
    duplicate: random() < 0.3 ? random() * 0.3 : 0.005,
    empty: Object.fromEntries(
      recordType.fields.map(({ name, required }) => [name, required ? 0 : random() < 0.5 ? 0.01 : random()]),
    ),
    codes: Object.fromEntries(
      recordType.fields.flatMap(({ name, codes }) =>
        codes ? [[name, Object.fromEntries(codes.map(({ code }) => [code, 0.05 + random() ** 2]))]] : [],
      ),
    ),
    level: Object.fromEntries(recordType.fields.map(({ name }) => [name, 8 + random() * 6])),
  }
}

function drift(line: Line, random: Random): void {
  line.rows *= Math.exp(0.05 * normal(random))
  for (const shares of Object.values(line.codes))
    for (const code of Object.keys(shares)) shares[code]! *= Math.exp(0.05 * normal(random))
  for (const name of Object.keys(line.level)) line.level[name]! += 0.03 * normal(random)
}

function measure(recordType: RecordType, line: Line, covered: Month, random: Random): BatchMeasures {
  const season = line.seasons[Number(covered.slice(5)) - 1]!
  const rows = Math.max(1, Math.round(line.rows * season * Math.exp(0.08 * normal(random))))
  const quarantined = drawn(rows, line.quarantined * Math.exp(0.3 * normal(random)), random)
  const measured = rows - quarantined
  const fields = recordType.fields.map(({ name, type, codes }) => {
    const filled = drawn(measured, 1 - line.empty[name]!, random)
    const numeric = type === 'fen' || type === 'integer'
    const median = Math.exp(line.level[name]! + (1.2 / Math.sqrt(measured)) * normal(random))
    return [
      name,
      {
        filled,
        distinctApprox: type === 'date' ? Math.min(28, filled) : Math.round(filled * 0.7),
        ...(type === 'date' ? { min: `${covered}-01`, max: `${covered}-28` } : {}),
        ...(numeric ? { min: 1, max: median * 50, median, mean: median * (1.6 + 0.2 * random()) } : {}),
        ...(codes ? { codes: split(filled, line.codes[name]!, random) } : {}),
      },
    ] as const
  })
  const stragglers = drawn(measured, 0.05, random)
  return {
    rows,
    quarantined,
    duplicate: drawn(measured, line.duplicate, random),
    corrected: drawn(measured, 0.01, random),
    enterprises: Math.max(1, Math.round(rows ** 0.9 * 0.6 * Math.exp(0.05 * normal(random)))),
    measured,
    quarantine: split(
      quarantined,
      { 'identifier-check-digit': 3, 'value-missing': 2, 'date-invalid': 1 },
      random,
    ),
    warnings: {},
    fields: Object.fromEntries(fields),
    eventMonths: { [covered]: measured - stragglers, [addMonths(covered, -1)]: stragglers },
    lagDays: { p50: 12, p90: 25 },
  }
}

/** A binomial number, by its normal approximation. */
function drawn(rows: number, share: number, random: Random): number {
  const bounded = Math.min(1, Math.max(0, share))
  const deviation = Math.sqrt(rows * bounded * (1 - bounded))
  return Math.min(rows, Math.max(0, Math.round(rows * bounded + deviation * normal(random))))
}

function split(rows: number, weights: Record<string, number>, random: Random): Record<string, number> {
  const total = Object.values(weights).reduce((sum, weight) => sum + weight, 0)
  return Object.fromEntries(
    Object.entries(weights).map(([code, weight]) => [code, drawn(rows, weight / total, random)]),
  )
}
