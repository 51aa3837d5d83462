import { type Static, Type } from 'typebox'
import { orNull } from '../../foundation/wire.ts'

export const Count = Type.Integer({ minimum: 0 })

/** One field over the measured rows of a batch. Amounts are fen here too, as doubles: these are statistics, not money. */
export const FieldMeasure = Type.Object({
  filled: Type.Integer({ minimum: 0, description: 'measured rows with a value' }),
  distinctApprox: Count,
  min: Type.Optional(Type.Union([Type.String(), Type.Number()])),
  max: Type.Optional(Type.Union([Type.String(), Type.Number()])),
  mean: Type.Optional(Type.Number()),
  median: Type.Optional(Type.Number()),
  codes: Type.Optional(Type.Record(Type.String(), Count, { description: 'rows by code' })),
  unknown: Type.Optional(
    Type.Record(Type.String(), Count, {
      description: 'quarantined rows by a code that no list has; the 20 most',
    }),
  ),
})
export type FieldMeasure = Static<typeof FieldMeasure>

/** What ingestion counts of one delivery while it is refined, before anything is published. */
export const BatchMeasures = Type.Object({
  rows: Type.Integer({ minimum: 0, description: 'read: published + quarantined + duplicate' }),
  quarantined: Count,
  duplicate: Count,
  corrected: Count,
  enterprises: Type.Integer({ minimum: 0, description: 'distinct enterprises among the measured rows' }),
  measured: Type.Integer({ minimum: 0, description: 'the rows that the figures below count' }),
  quarantine: Type.Record(Type.String(), Count, { description: 'rows by reason' }),
  warnings: Type.Record(Type.String(), Count, { description: 'rows by a reason that only warns' }),
  fields: Type.Record(Type.String(), FieldMeasure),
  eventMonths: Type.Record(Type.String(), Count, { description: 'measured rows by month of the event' }),
  lagDays: orNull(Type.Object({ p50: Type.Number(), p90: Type.Number() })),
})
export type BatchMeasures = Static<typeof BatchMeasures>

export const Severity = Type.Enum(['hold', 'case', 'note'])
export type Severity = Static<typeof Severity>

export const findingCodes = [
  'rows-down',
  'rows-up',
  'quarantine-jump',
  'code-new',
  'code-vanished',
  'codes-shifted',
  'event-months-shifted',
  'dates-one-day',
  'day-month-swapped',
  'values-missing',
  'unit-changed',
  'coverage-down',
  'duplicates-up',
  'content-repeated',
] as const
export const FindingCode = Type.Enum([...findingCodes])
export type FindingCode = Static<typeof FindingCode>

/** One thing that sets a delivery apart from the comparable ones before it. */
export const Finding = Type.Object({
  code: FindingCode,
  severity: Severity,
  field: orNull(Type.String()),
  zh: Type.String(),
  en: Type.String(),
  evidence: Type.Record(Type.String(), Type.Union([Type.Number(), Type.String(), Type.Null()])),
})
export type Finding = Static<typeof Finding>

export const Verdict = Type.Object({
  action: Type.Enum(['publish', 'hold']),
  findings: Type.Array(Finding),
  comparedWith: Type.Integer({ minimum: 0, description: 'earlier deliveries that it was compared with' }),
  thresholds: Type.String({ description: 'digest of the thresholds that were applied' }),
})
export type Verdict = Static<typeof Verdict>

/** What became of a delivery. A held one is not read by anybody until it is released. */
export const Outcome = Type.Enum(['published', 'held', 'released', 'rejected', 'withdrawn'])
export type Outcome = Static<typeof Outcome>
