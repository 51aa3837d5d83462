import { type Static, Type } from 'typebox'
import { contract } from '../../foundation/endpoint.ts'
import { type RefusalCatalogue, refuser } from '../../foundation/refusal.ts'

/** One deed on record. The sequence is null until the sequencer has placed the entry, a second or so later. */
export const AuditEntry = Type.Object({
  id: Type.String(),
  sequence: Type.Union([Type.Integer({ minimum: 0 }), Type.Null()]),
  at: Type.String({ description: 'instant' }),
  account: Type.String({ description: 'who did it' }),
  organization: Type.String({ description: 'for which organization' }),
  kind: Type.String({ description: 'what was done, in the past tense' }),
  subject: Type.String({ description: 'what it was done to' }),
  detail: Type.Record(Type.String(), Type.Unknown()),
})
export type AuditEntry = Static<typeof AuditEntry>

export const Checkpoint = Type.Object({
  treeSize: Type.Integer({ minimum: 0 }),
  rootHash: Type.String({ description: 'SHA-256 in base64, as in the note' }),
  at: Type.String({ description: 'instant of signing; not part of the signed note' }),
  note: Type.String({ description: 'C2SP checkpoint as a signed note' }),
  verifierKey: Type.String({ description: 'public key in the form of a signed-note verifier key' }),
})
export type Checkpoint = Static<typeof Checkpoint>

/** All that is needed to check, away from the platform, that an entry is in the log that a checkpoint signs. */
export const Receipt = Type.Object({
  leaf: Type.String({ description: 'canonical JSON (RFC 8785) of the entry; its bytes are the leaf' }),
  leafIndex: Type.Integer({ minimum: 0 }),
  treeSize: Type.Integer({ minimum: 1 }),
  inclusionProof: Type.Array(Type.String({ description: 'SHA-256 in base64' })),
  checkpoint: Type.String({ description: 'signed note of that tree size' }),
  verifierKey: Type.String(),
})
export type Receipt = Static<typeof Receipt>

export const ConsistencyProof = Type.Object({
  from: Type.Integer({ minimum: 0 }),
  to: Type.Integer({ minimum: 0 }),
  hashes: Type.Array(Type.String({ description: 'SHA-256 in base64' })),
})
export type ConsistencyProof = Static<typeof ConsistencyProof>

export const FaultKind = Type.Enum([
  'entry-changed',
  'entry-missing',
  'entry-unplaced',
  'leaf-beyond-checkpoint',
  'tile-changed',
  'tile-missing',
  'checkpoint-signature',
  'checkpoint-root',
  'checkpoint-missing',
  'key-unknown',
])
export type FaultKind = Static<typeof FaultKind>

export const Fault = Type.Object({
  kind: FaultKind,
  /** Identifier of an entry that has no place. */
  id: Type.Optional(Type.String()),
  /** Place in the tree, when the fault has one. */
  entry: Type.Optional(Type.Integer()),
  tile: Type.Optional(Type.Object({ level: Type.Integer(), index: Type.Integer() })),
  treeSize: Type.Optional(Type.Integer()),
})
export type Fault = Static<typeof Fault>

export const Verification = Type.Object({
  entries: Type.Integer({ description: 'entries in the tree' }),
  pending: Type.Integer({ description: 'committed entries that wait for their place' }),
  rootHash: Type.String({ description: 'computed anew from the entries, SHA-256 in base64' }),
  checkpoints: Type.Integer({ description: 'signed checkpoints compared' }),
  valid: Type.Boolean(),
  firstBadEntry: Type.Union([Type.Integer(), Type.Null()]),
  faults: Type.Array(Fault, { description: 'the first of them' }),
})
export type Verification = Static<typeof Verification>

export const entryPageSizeMax = 200

export const ListEntries = Type.Object({
  subject: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  kind: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  pageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: entryPageSizeMax, default: 50 })),
  before: Type.Optional(
    Type.String({
      pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$',
      description: 'the last id of the page before',
    }),
  ),
})
export type ListEntries = Static<typeof ListEntries>

export const currentCheckpointContract = contract({
  name: 'currentCheckpoint',
  method: 'GET',
  path: '/v1/audit/checkpoint',
  permission: 'public',
  summary: { zh: '最新的审计日志签名检查点', en: 'The newest signed checkpoint of the audit log' },
  input: Type.Object({}),
  output: Checkpoint,
})

export const verifyLogContract = contract({
  name: 'verifyLog',
  method: 'POST',
  path: '/v1/audit/verification',
  permission: 'audit:verify',
  summary: { zh: '重新计算并核验整个审计日志', en: 'Compute the whole audit log anew and compare' },
  input: Type.Object({}),
  output: Verification,
})

export const listEntriesContract = contract({
  name: 'listEntries',
  method: 'GET',
  path: '/v1/audit/entries',
  permission: 'audit:read',
  summary: { zh: '查询审计记录（新的在前）', en: 'List audit entries, newest first' },
  input: ListEntries,
  output: Type.Object({ items: Type.Array(AuditEntry) }),
})

export const receiptContract = contract({
  name: 'receiptOf',
  method: 'GET',
  path: '/v1/audit/entries/:entry/receipt',
  permission: 'audit:read',
  summary: { zh: '一条审计记录的存证回执', en: 'The receipt of one audit entry' },
  input: Type.Object({ entry: Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }) }),
  output: Receipt,
})

export const consistencyContract = contract({
  name: 'proveConsistency',
  method: 'GET',
  path: '/v1/audit/consistency',
  permission: 'public',
  summary: {
    zh: '证明日志只追加：旧检查点是新检查点的前缀',
    en: 'Prove that the log only grew between two tree sizes',
  },
  input: Type.Object({
    from: Type.Integer({ minimum: 0 }),
    to: Type.Optional(Type.Integer({ minimum: 0, description: 'default: the newest checkpoint' })),
  }),
  output: ConsistencyProof,
})

export const refusals = {
  'audit-not-permitted': {
    kind: 'forbidden',
    zh: '当前账户无权查看或核验审计日志。',
    en: 'This account may not read or verify the audit log.',
    todo: { zh: '请使用具有审计权限的账户。', en: 'Use an account with the audit permission.' },
  },
  'audit-entry-unknown': {
    kind: 'missing',
    zh: '没有这条审计记录，或它不属于您的机构。',
    en: 'There is no such audit entry, or it is not of your organization.',
    todo: { zh: '请检查记录编号。', en: 'Check the identifier of the entry.' },
  },
  'audit-receipt-pending': {
    kind: 'conflict',
    zh: '该记录已保存，但尚未编入签名检查点。',
    en: 'The entry is stored, but no signed checkpoint holds it yet.',
    todo: { zh: '请一两秒后重试。', en: 'Try again in a second or two.' },
  },
  'audit-checkpoint-none': {
    kind: 'conflict',
    zh: '日志还没有签名检查点。',
    en: 'The log has no signed checkpoint yet.',
    todo: { zh: '请一两秒后重试。', en: 'Try again in a second or two.' },
  },
  'audit-tree-size': {
    kind: 'invalid',
    zh: '树的大小不在已签名的范围内。',
    en: 'The tree size is not within what has been signed.',
    todo: {
      zh: '请使用不大于最新检查点的大小，并使起点不大于终点。',
      en: 'Use sizes up to the newest checkpoint, the first not above the second.',
    },
  },
  'audit-tree-damaged': {
    kind: 'conflict',
    zh: '审计日志的存储与其签名检查点不符，不再签名或出具证明。',
    en: 'The stored audit log does not agree with its signed checkpoint: nothing is signed or proven on it.',
    todo: {
      zh: '请运行 sanxin verify，并保存数据库以备调查。',
      en: 'Run `sanxin verify`, and keep the database for an inquiry.',
    },
  },
  'audit-key-damaged': {
    kind: 'conflict',
    zh: '数据目录中的审计签名密钥无法读取。',
    en: 'The signing key of the audit log in the data folder cannot be read.',
    todo: {
      zh: '请从备份恢复该文件；若删除它，平台将登记新密钥并留痕。',
      en: 'Restore the file from a backup; if it is removed, a new key is made and put on record.',
    },
  },
} satisfies RefusalCatalogue

export const refuse = refuser(refusals)
