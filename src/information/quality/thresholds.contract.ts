import { type Static, type TSchema, Type } from 'typebox'
import { contract } from '../../foundation/endpoint.ts'
import { orNull } from '../../foundation/wire.ts'
import { closed, lineInput } from './input.contract.ts'
import { Severity } from './measures.contract.ts'

const Share = Type.Number({ minimum: 0, maximum: 1 })
const Multiple = Type.Number({ minimum: 1, maximum: 1e6 })
const Deviations = Type.Number({ minimum: 0, maximum: 100, description: 'robust deviations: 1.4826 · MAD' })
const Rows = Type.Integer({ minimum: 1, maximum: 1e9 })
const Days = Type.Integer({ minimum: 0, maximum: 366 })

const detector = <Properties extends Record<string, TSchema>>(properties: Properties) =>
  Type.Object({ severity: Severity, ...properties }, closed)

const sections = {
  comparable: Type.Object(
    {
      deliveriesMin: Type.Integer({ minimum: 3, maximum: 100 }),
      deliveriesMax: Type.Integer({ minimum: 3, maximum: 100 }),
      rowsMin: Type.Integer({
        minimum: 1,
        maximum: 1e6,
        description: 'a smaller delivery has no distribution',
      }),
    },
    closed,
  ),
  hold: Type.Object(
    {
      onSevere: Type.Boolean({ description: 'hold a delivery with a finding of the severity hold' }),
      firstDeliveries: Type.Integer({
        minimum: 0,
        maximum: 100,
        description: 'hold the first deliveries of a source for a person to look at',
      }),
    },
    closed,
  ),
  rowsDown: detector({ ratioMax: Share, deviationsMin: Deviations }),
  rowsUp: detector({ ratioMin: Multiple, deviationsMin: Deviations }),
  quarantineJump: detector({ pointsMin: Share, deviationsMin: Deviations }),
  codeNew: detector({ shareMin: Share, rowsMin: Rows }),
  codeVanished: detector({ expectedRowsMin: Rows }),
  codesShifted: detector({ distanceMin: Share, ratioMin: Multiple }),
  eventMonthsShifted: detector({ overlapMax: Share, explainedMin: Share }),
  datesOneDay: detector({ rowsMin: Rows, daysMin: Rows }),
  dayMonthSwapped: detector({ quarantineMin: Share, monthsMin: Rows }),
  valuesMissing: detector({ pointsMin: Share, deviationsMin: Deviations }),
  unitChanged: detector({ factorMin: Multiple, deviationsMin: Deviations }),
  coverageDown: detector({ ratioMax: Share, deviationsMin: Deviations }),
  duplicatesUp: detector({ pointsMin: Share, deviationsMin: Deviations }),
  contentRepeated: detector({ rowsMin: Rows }),
  due: Type.Object({ graceBusinessDays: Days, missingBusinessDays: Days }, closed),
  answer: Type.Object({ holdBusinessDays: Days, caseBusinessDays: Days }, closed),
}

/** What is out of the ordinary, as data: defaults in thresholds.json, changes by record type and source. */
export const Thresholds = Type.Object(sections, closed)
export type Thresholds = Static<typeof Thresholds>

/** A change names only what differs: `{ rowsDown: { ratioMax: 0.3 } }`. */
export const ThresholdsChange = Type.Partial(
  Type.Object(
    Object.fromEntries(Object.entries(sections).map(([name, section]) => [name, Type.Partial(section)])),
    closed,
  ),
)
export type ThresholdsChange = { [Name in keyof Thresholds]?: Partial<Thresholds[Name]> }

const Scope = {
  recordType: orNull(lineInput.recordType),
  source: orNull(lineInput.source),
}

export const ThresholdsProposal = Type.Object({
  id: Type.String(),
  ...Scope,
  change: Type.Record(Type.String(), Type.Record(Type.String(), Type.Unknown())),
  why: Type.String(),
  state: Type.Enum(['proposed', 'approved', 'rejected']),
  version: orNull(Type.Integer({ description: 'counts the approved changes of the same scope' })),
  proposedBy: Type.String(),
  proposedAt: Type.String(),
  decidedBy: orNull(Type.String()),
  decidedAt: orNull(Type.String()),
})
export type ThresholdsProposal = Static<typeof ThresholdsProposal>

export const listThresholdsContract = contract({
  name: 'listQualityThresholds',
  method: 'GET',
  path: '/v1/quality/thresholds',
  permission: 'quality:read',
  summary: { zh: '质量阈值及其修改记录', en: 'Read the thresholds of quality and their changes' },
  input: Type.Object(
    { recordType: Type.Optional(lineInput.recordType), source: Type.Optional(lineInput.source) },
    closed,
  ),
  output: Type.Object({
    effective: Thresholds,
    digest: Type.String(),
    changes: Type.Array(ThresholdsProposal),
  }),
})

export const proposeThresholdsContract = contract({
  name: 'proposeQualityThresholds',
  method: 'POST',
  path: '/v1/quality/thresholds',
  permission: 'quality:manage',
  summary: { zh: '申请修改质量阈值', en: 'Propose a change of the thresholds' },
  idempotent: true,
  input: Type.Object(
    {
      recordType: Type.Optional(lineInput.recordType),
      source: Type.Optional(lineInput.source),
      change: ThresholdsChange,
      why: Type.String({ minLength: 1, maxLength: 2000 }),
    },
    closed,
  ),
  output: ThresholdsProposal,
})

export const decideThresholdsContract = contract({
  name: 'decideQualityThresholds',
  method: 'POST',
  path: '/v1/quality/thresholds/:proposal/decision',
  permission: 'quality:manage',
  summary: { zh: '审批质量阈值的修改', en: 'Approve or reject a change of the thresholds' },
  input: Type.Object(
    { proposal: Type.String({ minLength: 1, maxLength: 64 }), approve: Type.Boolean() },
    closed,
  ),
  output: ThresholdsProposal,
})
