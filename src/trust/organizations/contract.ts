import { type Static, Type } from 'typebox'
import { contract } from '../../foundation/endpoint.ts'
import { type RefusalCatalogue, refuser } from '../../foundation/refusal.ts'

export const OrganizationKind = Type.Enum(['bank', 'enterprise', 'agency', 'platform'])
export type OrganizationKind = Static<typeof OrganizationKind>

export const Organization = Type.Object({
  id: Type.String({ description: 'a readable slug: yongcheng-bank' }),
  kind: OrganizationKind,
  name: Type.String(),
  enterprise: Type.Union([Type.String(), Type.Null()], {
    description: 'the internal identifier of the enterprise that the organization is',
  }),
})
export type Organization = Static<typeof Organization>

export const Permission = Type.Enum([
  'enterprise:search',
  'enterprise:read',
  'score:read',
  'decision:make',
  'decision:read',
  'product:read',
  'product:manage',
  'consent:read',
  'consent:grant',
  'batch:ingest',
  'batch:read',
  'audit:read',
  'audit:verify',
  'organization:manage',
  'key:manage',
  'job:read',
  'identity:propose',
  'identity:review',
  'quality:read',
  'quality:answer',
  'quality:manage',
  'catalog:manage',
  'channel:manage',
  'catalog:review',
])
export type Permission = Static<typeof Permission>

export const Role = Type.Enum([
  'bank-officer',
  'bank-risk-manager',
  'credit-approver',
  'post-loan-manager',
  'bank-system',
  'agency-officer',
  'supervisor',
  'agency-system',
  'enterprise-user',
  'platform-operator',
])
export type Role = Static<typeof Role>

/** Who is signed in, for the page to greet and to know what it may offer. */
export const Session = Type.Object({
  account: Type.String(),
  displayName: Type.String(),
  role: Role,
  organization: Organization,
  permissions: Type.Array(Permission),
  expiresAt: Type.String({ description: 'instant at which the session ends, used or not' }),
})
export type Session = Static<typeof Session>

export const StartSession = Type.Object({
  account: Type.String({ minLength: 1, maxLength: 200 }),
  password: Type.String({ minLength: 1, maxLength: 200 }),
})
export type StartSession = Static<typeof StartSession>

export const ApiKey = Type.Object({
  id: Type.String(),
  organization: Type.String(),
  label: Type.String(),
  permissions: Type.Array(Permission),
  createdBy: Type.String(),
  createdAt: Type.String(),
  expiresAt: Type.String(),
  revokedAt: Type.Union([Type.String(), Type.Null()]),
  lastUsedAt: Type.Union([Type.String(), Type.Null()]),
})
export type ApiKey = Static<typeof ApiKey>

export const apiKeyDaysMax = 366

export const CreateApiKey = Type.Object({
  organization: Type.Optional(Type.String({ description: 'default: the own organization' })),
  label: Type.String({ minLength: 1, maxLength: 100 }),
  permissions: Type.Array(Type.String(), { minItems: 1, maxItems: 16, uniqueItems: true }),
  days: Type.Integer({ minimum: 1, maximum: apiKeyDaysMax, description: 'days until it expires' }),
})
export type CreateApiKey = Static<typeof CreateApiKey>

export const organizationsPageSizeMax = 200

/** Served by the HTTP entrance with `signIn`: the token goes into a cookie that scripts cannot read. */
export const startSessionContract = contract({
  name: 'startSession',
  method: 'POST',
  path: '/v1/sessions',
  permission: 'public',
  summary: { zh: '登录', en: 'Sign in' },
  input: StartSession,
  output: Session,
})

/** Served by the HTTP entrance with `signOut`, which needs the token of the cookie. */
export const endSessionContract = contract({
  name: 'endSession',
  method: 'POST',
  path: '/v1/sessions/end',
  permission: 'signed-in',
  summary: { zh: '退出登录', en: 'Sign out' },
  input: Type.Object({}),
  output: Type.Object({ ended: Type.Boolean() }),
})

/** Served by the HTTP entrance with `findSession`, which needs the token of the cookie. */
export const currentSessionContract = contract({
  name: 'currentSession',
  method: 'GET',
  path: '/v1/sessions/current',
  permission: 'signed-in',
  summary: { zh: '当前登录信息', en: 'Who is signed in' },
  input: Type.Object({}),
  output: Session,
})

export const listOrganizationsContract = contract({
  name: 'listOrganizations',
  method: 'GET',
  path: '/v1/organizations',
  permission: 'signed-in',
  summary: { zh: '机构列表', en: 'List organizations' },
  input: Type.Object({
    kind: Type.Optional(OrganizationKind),
    pageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: organizationsPageSizeMax, default: 50 })),
    after: Type.Optional(Type.String({ maxLength: 63, description: 'the last id of the page before' })),
  }),
  output: Type.Object({ items: Type.Array(Organization) }),
})

export const createApiKeyContract = contract({
  name: 'createApiKey',
  method: 'POST',
  path: '/v1/api-keys',
  permission: 'key:manage',
  summary: { zh: '创建 API 密钥（仅显示一次）', en: 'Create an API key; it is shown once' },
  input: CreateApiKey,
  output: Type.Object({ key: ApiKey, secret: Type.String({ description: 'sx_<id>_<secret>, shown once' }) }),
})

export const listApiKeysContract = contract({
  name: 'listApiKeys',
  method: 'GET',
  path: '/v1/api-keys',
  permission: 'key:manage',
  summary: { zh: 'API 密钥列表', en: 'List API keys' },
  input: Type.Object({ organization: Type.Optional(Type.String()) }),
  output: Type.Object({ items: Type.Array(ApiKey) }),
})

export const revokeApiKeyContract = contract({
  name: 'revokeApiKey',
  method: 'POST',
  path: '/v1/api-keys/:key/revocation',
  permission: 'key:manage',
  summary: { zh: '吊销 API 密钥（立即生效）', en: 'Revoke an API key, at once' },
  input: Type.Object({ key: Type.String({ maxLength: 64 }) }),
  output: ApiKey,
})

export const refusals = {
  'permission-missing': {
    kind: 'forbidden',
    zh: '当前账户没有此项权限。',
    en: 'This account does not have the permission for that.',
    todo: {
      zh: '请使用有权限的账户，或联系机构管理员。',
      en: 'Use an account that has it, or ask your administrator.',
    },
  },
  'sign-in-refused': {
    kind: 'unauthenticated',
    zh: '账户或密码不正确。',
    en: 'The account or the password is wrong.',
    todo: { zh: '请检查账户名和密码后重试。', en: 'Check both and try again.' },
  },
  'sign-in-locked': {
    kind: 'busy',
    zh: '登录尝试过多，已暂时锁定。',
    en: 'Too many attempts to sign in: locked for a while.',
    todo: { zh: '请在提示的秒数之后重试。', en: 'Try again after the seconds that are given.' },
  },
  'session-ended': {
    kind: 'unauthenticated',
    zh: '登录已失效。',
    en: 'The session has ended.',
    todo: { zh: '请重新登录。', en: 'Sign in again.' },
  },
  'api-key-refused': {
    kind: 'unauthenticated',
    zh: 'API 密钥无效、已过期或已吊销。',
    en: 'The API key is not valid, has expired or was revoked.',
    todo: { zh: '请检查密钥，或请机构管理员创建新的密钥。', en: 'Check the key, or have a new one made.' },
  },
  'api-key-unknown': {
    kind: 'missing',
    zh: '没有这个 API 密钥，或它不属于您的机构。',
    en: 'There is no such API key, or it is not of your organization.',
    todo: { zh: '请从密钥列表中选择。', en: 'Choose one from the list of keys.' },
  },
  'api-key-revoked': {
    kind: 'conflict',
    zh: '该 API 密钥已被吊销。',
    en: 'The API key was revoked before.',
    todo: { zh: '无需再次吊销。', en: 'There is nothing more to do.' },
  },
  'api-key-permissions': {
    kind: 'invalid',
    zh: 'API 密钥不能拥有这些权限。',
    en: 'An API key of that organization cannot have these permissions.',
    todo: { zh: '请从允许的权限中选择。', en: 'Choose from the permissions that are allowed.' },
  },
  'api-key-term': {
    kind: 'invalid',
    zh: 'API 密钥的有效期须为 1 至 366 天。',
    en: 'An API key lives for 1 to 366 days.',
    todo: { zh: '请缩短有效期。', en: 'Choose a shorter term.' },
  },
  'organization-unknown': {
    kind: 'missing',
    zh: '没有这个机构。',
    en: 'There is no such organization.',
    todo: { zh: '请从机构列表中选择。', en: 'Choose one from the list of organizations.' },
  },
  'organization-exists': {
    kind: 'conflict',
    zh: '机构代号已被使用。',
    en: 'The identifier of the organization is taken.',
    todo: { zh: '请换一个代号。', en: 'Choose another identifier.' },
  },
  'organization-invalid': {
    kind: 'invalid',
    zh: '机构信息不正确。',
    en: 'The organization is not described correctly.',
    todo: {
      zh: '代号用小写字母、数字和连字符；企业类机构须指明企业，其他类不得指明。',
      en: 'Use lower-case letters, digits and hyphens in the identifier; name the enterprise for an enterprise, and for no other kind.',
    },
  },
  'account-exists': {
    kind: 'conflict',
    zh: '账户名已被使用。',
    en: 'The account name is taken.',
    todo: { zh: '请换一个账户名。', en: 'Choose another name.' },
  },
  'account-unknown': {
    kind: 'missing',
    zh: '没有这个账户。',
    en: 'There is no such account.',
    todo: { zh: '请检查账户名。', en: 'Check the name of the account.' },
  },
  'account-invalid': {
    kind: 'invalid',
    zh: '账户信息不正确。',
    en: 'The account is not described correctly.',
    todo: {
      zh: '账户名用小写字母、数字、点、下划线和连字符；密码至少 12 个字符；角色须与机构类别相符。',
      en: 'Use lower-case letters, digits, dots, underscores and hyphens; a password of 12 characters or more; a role that fits the kind of organization.',
    },
  },
} satisfies RefusalCatalogue

export const refuse = refuser(refusals)
