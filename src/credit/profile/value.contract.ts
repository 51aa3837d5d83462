import { type Static, type TSchema, Type } from 'typebox'
import { orNull, Words } from '../../foundation/wire.ts'

/** How urgent something is: the four alert levels of a lender, what is good, and what only describes. */
export const Tone = Type.Enum(['red', 'orange', 'yellow', 'blue', 'good', 'plain'])
export type Tone = Static<typeof Tone>

/** What a figure is, and so how it is written: amounts in fen or US cents, shares in basis points, areas in m². */
export const ValueType = Type.Enum([
  'text',
  'code',
  'date',
  'month',
  'instant',
  'fen',
  'usd-cents',
  'integer',
  'decimal',
  'bps',
  'square-meters',
  'kilowatt-hours',
  'cubic-meters',
  'persons',
  'days',
  'months',
  'years',
  'boolean',
])
export type ValueType = Static<typeof ValueType>

/** One value with what it is; a code and a place come with their words. */
export const Value = Type.Object({
  type: ValueType,
  value: orNull(
    Type.Union([Type.String(), Type.Number(), Type.Boolean()], {
      description: 'fen and US cents are decimal strings; months YYYY-MM, days YYYY-MM-DD',
    }),
  ),
  zh: Type.Optional(Type.String()),
  en: Type.Optional(Type.String()),
})
export type Value = Static<typeof Value>

/** Leads to the record behind a figure and the way that it came: the key of `listRecords` and its history. */
export const Origin = Type.Object({
  recordType: Type.String(),
  key: orNull(Type.String({ description: 'null: the figure rests on several records of the type' })),
})
export type Origin = Static<typeof Origin>

/** Whence a panel's figures come; several where a panel joins several. */
export const Source = Type.Object({
  recordType: Type.String(),
  department: Words,
  batch: orNull(Type.String()),
  updatedAt: orNull(
    Type.String({ description: 'when the newest record became known, ISO 8601 with offset' }),
  ),
  lateSince: Type.Optional(
    Type.String({ description: 'the day on which its next delivery was due and did not come' }),
  ),
})
export type Source = Static<typeof Source>

export const Unavailable = Type.Object({
  unavailable: Type.Enum([
    'no-data',
    'not-covered',
    'not-connected',
    'too-young',
    'late',
    'failed',
    'no-permission',
  ]),
  zh: Type.String(),
  en: Type.String(),
  todo: Words,
  /** The field groups that a consent must name for this to open. */
  missing: Type.Optional(Type.Array(Type.String())),
  since: Type.Optional(Type.String({ description: 'late: the day on which the delivery was due' })),
})
export type Unavailable = Static<typeof Unavailable>

export const panel = <Data extends TSchema>(data: Data) =>
  Type.Union([Type.Object({ data, sources: Type.Array(Source) }), Unavailable])
