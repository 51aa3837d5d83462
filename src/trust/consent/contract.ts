import { type Static, Type } from 'typebox'
import { contract } from '../../foundation/endpoint.ts'
import { type RefusalCatalogue, refuser } from '../../foundation/refusal.ts'

export const Purpose = Type.Enum(['pre-loan-review', 'post-loan-management', 'credit-report'])
export type Purpose = Static<typeof Purpose>
export const purposes: readonly Purpose[] = ['pre-loan-review', 'post-loan-management', 'credit-report']

/** Where in the life of a loan somebody works: 贷前调查, 贷时审查, 贷后检查. */
export const Stage = Type.Enum(['investigation', 'approval', 'post-loan'])
export type Stage = Static<typeof Stage>
export const stages: readonly Stage[] = Stage.enum

/** What a consent opens: the field groups of the record types in the catalog. */
export const FieldGroup = Type.Enum([
  'registration',
  'compliance',
  'invoices',
  'tax',
  'social-security',
  'utilities',
  'assets',
  'customs',
  'bank-flow',
  'loans',
])
export type FieldGroup = Static<typeof FieldGroup>
export const fieldGroups: readonly FieldGroup[] = FieldGroup.enum

/**
 * Why a use is lawful. `consent`: a live grant (征信业管理条例 Art. 29). `self`: an enterprise reads its own data.
 * `platform-operation`: the local operator. `platform-processing`: bulk computation whose outputs need consents.
 * `public`: record types that the catalogue has as public (企业信息公示暂行条例; 征信业管理条例 Art. 21).
 */
export const Basis = Type.Enum(['consent', 'self', 'platform-operation', 'platform-processing', 'public'])
export type Basis = Static<typeof Basis>

export const GrantStatus = Type.Enum(['live', 'expired', 'revoked'])
export type GrantStatus = Static<typeof GrantStatus>

export const Consent = Type.Object({
  id: Type.String(),
  enterprise: Type.String({ description: 'whose data' }),
  organization: Type.String({ description: 'who may use it' }),
  purpose: Purpose,
  fieldGroups: Type.Array(FieldGroup, { minItems: 1, uniqueItems: true }),
  stages: Type.Union([Type.Array(Stage, { minItems: 1, uniqueItems: true }), Type.Null()], {
    description: 'the stages at which it may be used; null for every stage of its purpose',
  }),
  grantedAt: Type.String({ description: 'instant' }),
  expiresAt: Type.String({ description: 'first instant at which the consent is dead' }),
  grantedBy: Type.String({ description: 'account' }),
  onBehalf: Type.Boolean({
    description: 'granted by the local operator for an enterprise of the sample city',
  }),
  revokedAt: Type.Union([Type.String(), Type.Null()]),
  revokedBy: Type.Union([Type.String(), Type.Null()]),
})
export type Consent = Static<typeof Consent>

/** A consent as the parties see it: with its state at this instant and the name of the organization. */
export const ConsentView = Type.Object({
  ...Consent.properties,
  status: GrantStatus,
  daysLeft: Type.Integer({
    description: 'calendar days in Shanghai after today on which it still lives; 0 when dead',
  }),
  organizationName: Type.String(),
})
export type ConsentView = Static<typeof ConsentView>

export const consentYearsMax = 5
export const consentsPageSizeMax = 200
export const usesPageSizeMax = 200

export const GrantConsent = Type.Object({
  enterprise: Type.String({ minLength: 1, maxLength: 64 }),
  organization: Type.String({ minLength: 1, maxLength: 63 }),
  purpose: Type.String({ description: 'pre-loan-review, post-loan-management or credit-report' }),
  fieldGroups: Type.Array(Type.String(), { minItems: 1, maxItems: 16 }),
  stages: Type.Optional(
    Type.Union([Type.Array(Type.String(), { minItems: 1, maxItems: 8 }), Type.Null()], {
      description: 'investigation, approval or post-loan; every stage of the purpose unless given',
    }),
  ),
  until: Type.String({ description: 'YYYY-MM-DD, the last day in Shanghai on which the consent lives' }),
})
export type GrantConsent = Static<typeof GrantConsent>

/** What the consent strip shows. Finding it reads no data of the enterprise and leaves no use on record. */
export const Coverage = Type.Object({
  enterprise: Type.String(),
  purpose: Purpose,
  stage: Type.Union([Stage, Type.Null()], { description: 'at which the actor works' }),
  basis: Type.Union([Basis, Type.Null()]),
  covered: Type.Array(FieldGroup),
  /** Neither covered nor public as a whole. */
  missing: Type.Array(FieldGroup),
  /** Groups in which there are record types that need no consent. */
  public: Type.Array(FieldGroup),
  /** The first instant at which a covered group is no longer covered; null without an end or without coverage. */
  expiresAt: Type.Union([Type.String(), Type.Null()]),
  /** Calendar days in Shanghai after today on which all that is covered stays covered. */
  daysLeft: Type.Union([Type.Integer(), Type.Null()]),
  consents: Type.Array(Type.String()),
})
export type Coverage = Static<typeof Coverage>

/** One use of an enterprise's data, or an attempt: what its owner reads under "who has read my data". */
export const Use = Type.Object({
  id: Type.String({ description: 'the audit entry: its receipt proves the use' }),
  at: Type.String(),
  account: Type.String(),
  organization: Type.String(),
  organizationName: Type.String(),
  outcome: Type.Enum(['authorized', 'refused']),
  basis: Type.Union([Basis, Type.Null()]),
  purpose: Type.String(),
  fieldGroups: Type.Array(Type.String(), { description: 'what needed the basis' }),
  publicGroups: Type.Array(Type.String(), { description: 'groups of which what is public was read' }),
  missing: Type.Array(Type.String()),
  refusal: Type.Union([Type.String(), Type.Null()], { description: 'code of the refusal' }),
  bulk: Type.Boolean({ description: 'a computation over all enterprises' }),
})
export type Use = Static<typeof Use>

export const listConsentsContract = contract({
  name: 'listConsents',
  method: 'GET',
  path: '/v1/consents',
  permission: 'consent:read',
  summary: { zh: '授权列表（新的在前）', en: 'List consents, newest first' },
  input: Type.Object({
    enterprise: Type.Optional(Type.String({ maxLength: 64 })),
    organization: Type.Optional(Type.String({ maxLength: 63 })),
    pageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: consentsPageSizeMax, default: 50 })),
    before: Type.Optional(
      Type.String({
        pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$',
        description: 'the last id of the page before',
      }),
    ),
  }),
  output: Type.Object({ items: Type.Array(ConsentView) }),
})

export const grantConsentContract = contract({
  name: 'grantConsent',
  method: 'POST',
  path: '/v1/consents',
  permission: 'consent:grant',
  summary: { zh: '授予信用信息使用授权', en: 'Grant a consent' },
  input: GrantConsent,
  output: Consent,
  idempotent: true,
})

export const revokeConsentContract = contract({
  name: 'revokeConsent',
  method: 'POST',
  path: '/v1/consents/:consent/revocation',
  permission: 'consent:grant',
  summary: { zh: '撤销授权（下一次读取即生效）', en: 'Revoke a consent, with effect on the very next read' },
  input: Type.Object({ consent: Type.String({ maxLength: 64 }) }),
  output: Consent,
})

export const listUsesContract = contract({
  name: 'listUses',
  method: 'GET',
  path: '/v1/enterprises/:enterprise/uses',
  permission: 'consent:read',
  summary: { zh: '谁查询过我的信息', en: 'Who has read my data' },
  input: Type.Object({
    enterprise: Type.String({ maxLength: 64 }),
    pageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: usesPageSizeMax, default: 50 })),
    before: Type.Optional(
      Type.String({
        pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$',
        description: 'the last id of the page before',
      }),
    ),
  }),
  output: Type.Object({ items: Type.Array(Use) }),
})

export const refusals = {
  'consent-none': {
    kind: 'forbidden',
    zh: '该企业没有为此用途向本机构授权。',
    en: 'The enterprise has not given this organization a consent for this purpose.',
    todo: { zh: '请向企业申请授权。', en: 'Ask the enterprise for a consent.' },
  },
  'consent-not-covered': {
    kind: 'forbidden',
    zh: '有效授权未覆盖所需的数据项。',
    en: 'The live consents do not cover all the field groups that are wanted.',
    todo: { zh: '请向企业申请所缺数据项的授权。', en: 'Ask the enterprise for the missing field groups.' },
  },
  'consent-stage-not-covered': {
    kind: 'forbidden',
    zh: '有效授权不包括本岗位所处的环节。',
    en: 'The live consents are not for the stage at which this position works.',
    todo: {
      zh: '请由授权所列环节的岗位查询，或向企业申请本环节的授权。',
      en: 'Let a position of the stages that are consented to ask, or ask the enterprise for this stage.',
    },
  },
  'consent-purpose-of-other-stage': {
    kind: 'forbidden',
    zh: '本岗位所处的环节不能使用这一用途。',
    en: 'The stage at which this position works does not serve this purpose.',
    todo: {
      zh: '调查、审批岗位用于贷前审查，贷后岗位用于贷后管理。',
      en: 'Investigation and approval use pre-loan-review, post-loan uses post-loan-management.',
    },
  },
  'consent-public-only': {
    kind: 'forbidden',
    zh: '监管岗位只能查看公开信息和汇总数据。',
    en: 'A supervisor sees what is public and what is made of all enterprises, and nothing of one alone.',
    todo: { zh: '请查看公开信息，或由有授权的机构查询。', en: 'Read what is public.' },
  },
  'consent-stage-sums-only': {
    kind: 'forbidden',
    zh: '本环节只看这类数据的汇总，不看逐笔记录。',
    en: 'At this stage the data is seen in sum, and no single record of it.',
    todo: {
      zh: '请查看企业画像中的汇总；逐笔记录由调查人员查看。',
      en: 'Read the sums on the page of the enterprise; single records are for investigation.',
    },
  },
  'consent-expired': {
    kind: 'forbidden',
    zh: '授权已到期。',
    en: 'The consent has expired.',
    todo: { zh: '请向企业申请续期。', en: 'Ask the enterprise to renew it.' },
  },
  'consent-revoked': {
    kind: 'forbidden',
    zh: '企业已撤销授权。',
    en: 'The enterprise has revoked the consent.',
    todo: { zh: '请向企业重新申请授权。', en: 'Ask the enterprise for a new consent.' },
  },
  'consent-not-yours': {
    kind: 'forbidden',
    zh: '只有企业自己的用户可以授予或撤销其信息的授权。',
    en: 'Only a user of the enterprise itself can grant or revoke the use of its data.',
    todo: { zh: '请以该企业的账户登录。', en: 'Sign in as that enterprise.' },
  },
  'consent-not-readable': {
    kind: 'forbidden',
    zh: '只能查看本企业给出的授权与使用记录，或给予本机构的授权。',
    en: 'Only the consents and uses of the own enterprise, or consents to the own organization, can be read.',
    todo: { zh: '请以相应机构的账户登录。', en: 'Sign in with an account of a party to the consent.' },
  },
  'consent-unknown': {
    kind: 'missing',
    zh: '没有这项授权。',
    en: 'There is no such consent.',
    todo: { zh: '请从授权列表中选择。', en: 'Choose one from the list of consents.' },
  },
  'consent-already-ended': {
    kind: 'conflict',
    zh: '该授权已到期或已撤销。',
    en: 'The consent has expired or was revoked before.',
    todo: { zh: '无需撤销。', en: 'There is nothing to revoke.' },
  },
  'consent-organization-kind': {
    kind: 'invalid',
    zh: '授权只能给予银行或政府机构。',
    en: 'A consent is given to a bank or an agency.',
    todo: { zh: '请从银行或政府机构中选择。', en: 'Choose a bank or an agency.' },
  },
  'consent-purpose-unknown': {
    kind: 'invalid',
    zh: '没有这种用途。',
    en: 'There is no such purpose.',
    todo: {
      zh: '用途为 pre-loan-review（贷前审查）、post-loan-management（贷后管理）或 credit-report（信用报告）。',
      en: 'Use pre-loan-review, post-loan-management or credit-report.',
    },
  },
  'consent-field-group-unknown': {
    kind: 'invalid',
    zh: '没有这个数据项。',
    en: 'There is no such field group.',
    todo: {
      zh: `数据项为 ${fieldGroups.join('、')}。`,
      en: `Use some of ${fieldGroups.join(', ')}.`,
    },
  },
  'consent-stage-unknown': {
    kind: 'invalid',
    zh: '没有这个环节，或它不属于该用途。',
    en: 'There is no such stage, or it is none of the purpose.',
    todo: {
      zh: '贷前审查可用 investigation（调查）、approval（审批），贷后管理可用 post-loan（贷后），信用报告三者皆可。',
      en: 'Use investigation or approval for pre-loan-review, post-loan for post-loan-management, any of them for credit-report.',
    },
  },
  'consent-field-groups-none': {
    kind: 'invalid',
    zh: '至少要选择一个数据项。',
    en: 'At least one field group is needed.',
    todo: { zh: '请选择数据项。', en: 'Choose a field group.' },
  },
  'consent-until-invalid': {
    kind: 'invalid',
    zh: '到期日不是 YYYY-MM-DD 形式的日期。',
    en: 'The last day is not a date of the form YYYY-MM-DD.',
    todo: { zh: '例如 2027-06-30。', en: 'For example 2027-06-30.' },
  },
  'consent-until-past': {
    kind: 'invalid',
    zh: '到期日已经过去。',
    en: 'The last day is in the past.',
    todo: { zh: '请选择今天或将来的日期。', en: 'Choose today or a later day.' },
  },
  'consent-until-too-far': {
    kind: 'invalid',
    zh: '授权期限不得超过五年。',
    en: 'A consent lasts for five years at most.',
    todo: { zh: '请选择较近的日期。', en: 'Choose an earlier day.' },
  },
} satisfies RefusalCatalogue

export const refuse = refuser(refusals)
