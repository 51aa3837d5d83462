import { addMonths, type Month } from '../../src/foundation/month.ts'
import type { BatchMeasures, FindingCode } from '../../src/information/quality/contract.ts'
import type { EarlierDelivery } from '../../src/information/quality/index.ts'
import type { RecordType } from '../../src/trust/catalog/index.ts'

type Plant = (
  delivery: EarlierDelivery,
  before: readonly EarlierDelivery[],
  recordType: RecordType,
) => BatchMeasures

interface Fault {
  name: string
  expected: FindingCode
  /** What else may name it where its own finding cannot: swapped dates of January leave too few months. */
  or?: FindingCode
  /** The record types that can have it. */
  needs?: 'codes' | 'days'
  /** The least share that must be found; a third of a quarterly peak is nearly an ordinary month. */
  least?: number
  plant: Plant
}

/** Each kind of broken delivery, with the finding that must name it. */
export const faults: readonly Fault[] = [
  { name: 'two thirds of the rows are gone', expected: 'rows-down', least: 0.85, plant: scaled(0.33) },
  { name: 'five times the rows', expected: 'rows-up', plant: scaled(5) },
  {
    name: 'a seventh of the rows fails a check',
    expected: 'quarantine-jump',
    plant: ({ measures }) => {
      const more = Math.round(measures.rows / 7)
      return {
        ...measures,
        quarantined: measures.quarantined + more,
        quarantine: { ...measures.quarantine, 'amount-invalid': more },
      }
    },
  },
  {
    name: 'one row in ten has a code that no list knows',
    expected: 'code-new',
    needs: 'codes',
    plant: ({ measures }, _, recordType) =>
      withField(measures, codeField(recordType), { unknown: { '99': Math.round(measures.rows / 10) } }),
  },
  {
    name: 'the most frequent code became a new one of the list',
    expected: 'code-new',
    needs: 'codes',
    plant: ({ measures }, _, recordType) => {
      const name = codeField(recordType)
      const [[most, rows], ...others] = ranked(measures, name)
      return withField(measures, name, { codes: { ...Object.fromEntries(others), [`${most}-new`]: rows } })
    },
  },
  {
    name: 'the second most frequent code is gone',
    expected: 'code-vanished',
    needs: 'codes',
    plant: ({ measures }, _, recordType) => {
      const name = codeField(recordType)
      const [[most, rows], [, second], ...others] = ranked(measures, name)
      return withField(measures, name, { codes: { ...Object.fromEntries(others), [most]: rows + second } })
    },
  },
  {
    name: 'four fifths of the most frequent code went to the rarest',
    expected: 'codes-shifted',
    needs: 'codes',
    plant: ({ measures }, _, recordType) => {
      const name = codeField(recordType)
      const [[most, rows], ...others] = ranked(measures, name)
      const [rarest, few] = others.at(-1)!
      const moved = Math.round(rows * 0.8)
      return withField(measures, name, {
        codes: { ...Object.fromEntries(others), [most]: rows - moved, [rarest]: few + moved },
      })
    },
  },
  { name: 'all dates a month early', expected: 'event-months-shifted', plant: shifted(-1) },
  { name: 'all dates a year early', expected: 'event-months-shifted', plant: shifted(-12) },
  {
    name: 'every date is the day of the export',
    expected: 'dates-one-day',
    needs: 'days',
    plant: ({ measures, at }, _, recordType) =>
      withField(measures, recordType.eventTime!, {
        distinctApprox: 1,
        min: at.slice(0, 10),
        max: at.slice(0, 10),
      }),
  },
  {
    name: 'day and month changed places',
    expected: 'day-month-swapped',
    or: 'quarantine-jump',
    needs: 'days',
    plant: swapped,
  },
  {
    name: 'a field lost a third of its values',
    expected: 'values-missing',
    plant: ({ measures }, _, recordType) => {
      const field = recordType.fields.find(({ required, codes }) => required && !codes)!
      const { filled } = measures.fields[field.name]!
      return withField(measures, field.name, { filled: Math.round(filled * 0.67) })
    },
  },
  { name: 'fen instead of yuan', expected: 'unit-changed', plant: inUnit(100) },
  { name: 'yuan instead of ten thousands', expected: 'unit-changed', plant: inUnit(10_000) },
  { name: 'ten thousands instead of yuan', expected: 'unit-changed', plant: inUnit(1e-4) },
  {
    name: 'half the enterprises, all of the rows',
    expected: 'coverage-down',
    plant: ({ measures }) => ({ ...measures, enterprises: Math.round(measures.enterprises * 0.45) }),
  },
  {
    name: 'two thirds were known already',
    expected: 'duplicates-up',
    plant: ({ measures }) => ({ ...measures, duplicate: Math.round(measures.rows * 0.67) }),
  },
  {
    name: 'the last file again under new dates',
    expected: 'content-repeated',
    plant: ({ measures }, before) => ({ ...before.at(-1)!.measures, eventMonths: measures.eventMonths }),
  },
]

function withField(measures: BatchMeasures, name: string, change: object): BatchMeasures {
  const field = { ...measures.fields[name]!, ...change }
  return { ...measures, fields: { ...measures.fields, [name]: field } }
}

function codeField(recordType: RecordType): string {
  return recordType.fields.find(({ codes }) => codes !== undefined && codes.length > 2)!.name
}

function ranked(
  measures: BatchMeasures,
  name: string,
): [[string, number], [string, number], ...[string, number][]] {
  const sorted = Object.entries(measures.fields[name]!.codes!).sort((left, right) => right[1] - left[1])
  return sorted as ReturnType<typeof ranked>
}

function scaled(by: number): Plant {
  return ({ measures }) => ({
    ...measures,
    rows: Math.round(measures.rows * by),
    measured: Math.round(measures.measured * by),
    quarantined: Math.round(measures.quarantined * by),
    duplicate: Math.round(measures.duplicate * by),
    enterprises: Math.round(measures.enterprises * by),
    fields: Object.fromEntries(
      Object.entries(measures.fields).map(([name, field]) => [
        name,
        {
          ...field,
          filled: Math.round(field.filled * by),
          ...(field.codes ? { codes: scaledCounts(field.codes, by) } : {}),
        },
      ]),
    ),
    eventMonths: scaledCounts(measures.eventMonths, by),
  })
}

function scaledCounts(counts: Record<string, number>, by: number): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).map(([key, rows]) => [key, Math.round(rows * by)]))
}

function shifted(months: number): Plant {
  return ({ measures }) => ({
    ...measures,
    eventMonths: Object.fromEntries(
      Object.entries(measures.eventMonths).map(([key, rows]) => [addMonths(key as Month, months), rows]),
    ),
  })
}

function inUnit(factor: number): Plant {
  return ({ measures }, _, recordType) => {
    const { name } = recordType.fields.find(({ type }) => type === 'fen')!
    const { median, mean } = measures.fields[name]!
    return withField(measures, name, { median: median! * factor, mean: mean! * factor })
  }
}

/** Of 28 days 12 are months as well; those that lie ahead are in the future, the days after the 12th are no dates. */
function swapped({ measures, at }: EarlierDelivery): BatchMeasures {
  const covered = Object.keys(measures.eventMonths).sort().at(-1)!
  const months = Array.from(
    { length: 12 },
    (_, place) => `${covered.slice(0, 4)}-${String(place + 1).padStart(2, '0')}`,
  )
  const past = months.filter((one) => one <= at.slice(0, 7))
  const each = Math.floor(measures.measured / 28)
  const invalid = each * 16
  const future = measures.measured - invalid - each * past.length
  return {
    ...measures,
    measured: each * past.length,
    quarantined: measures.quarantined + invalid + future,
    quarantine: { ...measures.quarantine, 'date-invalid': invalid, 'event-future': future },
    eventMonths: Object.fromEntries(past.map((one) => [one, each])),
  }
}
