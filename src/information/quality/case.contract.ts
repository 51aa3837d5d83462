import { type Static, Type } from 'typebox'
import { contract } from '../../foundation/endpoint.ts'
import { orNull, Words } from '../../foundation/wire.ts'
import { closed, lineInput, pageSize } from './input.contract.ts'
import { Finding, Severity } from './measures.contract.ts'

export const CaseState = Type.Enum(['open', 'acknowledged', 'resolved', 'waived'])
export type CaseState = Static<typeof CaseState>
export const CaseKind = Type.Enum(['delivery-broken', 'delivery-missing'])
export type CaseKind = Static<typeof CaseKind>
export const CaseAct = Type.Enum(['acknowledge', 'comment', 'resolve', 'waive', 'reopen', 'assign'])
export type CaseAct = Static<typeof CaseAct>

export const QualityCase = Type.Object({
  id: Type.String(),
  kind: CaseKind,
  state: CaseState,
  severity: Severity,
  recordType: Type.String(),
  source: Type.String(),
  organization: Type.String({ description: 'who is answerable for the source' }),
  batch: orNull(Type.String()),
  owner: Type.String({ description: 'the contact of the source, or who it was assigned to' }),
  title: Words,
  findings: Type.Array(Finding),
  openedAt: Type.String(),
  dueOn: Type.String({ description: 'business day by which it should be answered' }),
  overdue: Type.Boolean(),
  closedAt: orNull(Type.String()),
})
export type QualityCase = Static<typeof QualityCase>

export const CaseEntry = Type.Object({
  at: Type.String(),
  account: Type.String(),
  organization: Type.String(),
  act: Type.Union([CaseAct, Type.Literal('open')]),
  state: Type.String({ description: 'the state after it' }),
  comment: orNull(Type.String()),
})
export type CaseEntry = Static<typeof CaseEntry>

export const listQualityCasesContract = contract({
  name: 'listQualityCases',
  method: 'GET',
  path: '/v1/quality/cases',
  permission: 'quality:read',
  summary: { zh: '数据质量工单', en: 'List data-quality cases' },
  input: Type.Object(
    {
      state: Type.Optional(CaseState),
      kind: Type.Optional(CaseKind),
      recordType: Type.Optional(lineInput.recordType),
      source: Type.Optional(lineInput.source),
      organization: Type.Optional(Type.String({ maxLength: 64 })),
      batch: Type.Optional(Type.String({ maxLength: 64 })),
      overdue: Type.Optional(Type.Boolean()),
      after: Type.Optional(Type.String({ maxLength: 64, description: 'the last id of the page before' })),
      pageSize,
    },
    closed,
  ),
  output: Type.Object({ items: Type.Array(QualityCase) }),
})

const caseInput = { case: Type.String({ minLength: 1, maxLength: 64 }) }

export const getQualityCaseContract = contract({
  name: 'getQualityCase',
  method: 'GET',
  path: '/v1/quality/cases/:case',
  permission: 'quality:read',
  summary: { zh: '查看工单及其经过', en: 'Read a case with its history' },
  input: Type.Object({ ...caseInput }, closed),
  output: Type.Object({ ...QualityCase.properties, history: Type.Array(CaseEntry) }),
})

/** The department answers (acknowledge, comment, resolve); only who manages quality waives, reopens and assigns. */
export const actOnQualityCaseContract = contract({
  name: 'actOnQualityCase',
  method: 'POST',
  path: '/v1/quality/cases/:case/acts',
  permission: 'quality:answer',
  summary: { zh: '处理工单', en: 'Act on a case' },
  idempotent: true,
  input: Type.Object(
    {
      ...caseInput,
      act: CaseAct,
      comment: Type.Optional(
        Type.String({
          minLength: 1,
          maxLength: 2000,
          description: 'needed by all but acknowledge and assign',
        }),
      ),
      owner: Type.Optional(Type.String({ minLength: 1, maxLength: 100, description: 'for assign' })),
    },
    closed,
  ),
  output: QualityCase,
})
