import { type Static, Type } from 'typebox'
import { contract } from '../../foundation/endpoint.ts'
import { orNull } from '../../foundation/wire.ts'
import { Purpose } from '../../trust/consent/contract.ts'

const Digest = Type.String({ description: 'sha256:…', maxLength: 80 })
const closed = { additionalProperties: false } as const
const moment = (description: string) => Type.String({ description, maxLength: 40 })

/**
 * What a read gave, so that it can be shown later that it gives the same: what was asked, what it was made of, under
 * whose authorization, and a digest over the rows. Canonical JSON (RFC 8785) of it is what its own digest is over.
 */
export const Snapshot = Type.Object(
  {
    form: Type.Literal('sanxin-snapshot-1'),
    takenAt: moment('instant'),
    recordType: Type.String({ maxLength: 100 }),
    recordTypeDigest: Digest,
    columns: Type.Array(Type.String({ maxLength: 100 }), { maxItems: 500 }),
    asOf: moment('instant'),
    claims: Type.Enum(['strongest', 'all']),
    precedence: Type.Array(Type.String({ maxLength: 100 }), {
      maxItems: 1000,
      description: 'sources in the order of their strength as of the moment',
    }),
    enterprise: Type.String({ maxLength: 200, description: 'one enterprise, or * for all' }),
    subjects: orNull(
      Type.Array(Type.String({ maxLength: 300 }), {
        maxItems: 10_000,
        description: 'the lake keys that were read; null for all',
      }),
    ),
    authorizations: Type.Record(
      Type.String({ maxLength: 100 }),
      Type.Object(
        {
          basis: Type.String({ maxLength: 100 }),
          account: Type.String({ maxLength: 200 }),
          organization: Type.String({ maxLength: 100 }),
          consents: Type.Array(Type.String({ maxLength: 100 }), { maxItems: 1000 }),
        },
        closed,
      ),
      { description: 'by field group: what the read was covered by' },
    ),
    files: Type.Array(
      Type.Object(
        {
          path: Type.String({ maxLength: 400 }),
          digest: orNull(Digest),
          hashFrom: Type.Integer(),
          hashTo: Type.Integer(),
          rows: Type.Integer(),
        },
        closed,
      ),
      {
        maxItems: 100_000,
        description: 'as they lay then: a compaction changes them and not the digest over the rows',
      },
    ),
    erasedBefore: orNull(
      Type.String({ maxLength: 10, description: 'what happened before this day was erased already' }),
    ),
    rows: Type.Integer(),
    contentDigest: Digest,
    digest: Type.String({ maxLength: 80, description: 'over all the rest' }),
  },
  closed,
)
export type Snapshot = Static<typeof Snapshot>

export const SnapshotVerdict = Type.Object({
  state: Type.Enum(['identical', 'changed']),
  reason: orNull(
    Type.Enum(['manifest-altered', 'erased', 'history-loaded', 'identity-changed', 'lake-altered']),
  ),
  rows: Type.Integer({ description: 'that the read gives now' }),
  contentDigest: Digest,
})
export type SnapshotVerdict = Static<typeof SnapshotVerdict>

export const createSnapshotContract = contract({
  name: 'createSnapshot',
  method: 'POST',
  path: '/v1/snapshots',
  permission: 'enterprise:read',
  summary: {
    zh: '为一次读取留下快照：读了什么、由哪些文件组成、内容的摘要',
    en: 'Keep a read as a manifest: what was asked, what it was made of, and a digest over its rows',
  },
  input: Type.Object(
    {
      enterprise: Type.String({ description: 'internal id or USCC', maxLength: 200 }),
      recordType: Type.String({ maxLength: 100 }),
      asOf: Type.Optional(moment('YYYY-MM, or an instant with zone; default: now')),
      columns: Type.Optional(
        Type.Array(Type.String({ maxLength: 100 }), {
          maxItems: 500,
          uniqueItems: true,
          description: 'default: all but what touches a natural person, which no snapshot holds',
        }),
      ),
      claims: Type.Optional(Type.Enum(['strongest', 'all'])),
      purpose: Type.Optional(Purpose),
    },
    closed,
  ),
  output: Snapshot,
})

export const verifySnapshotContract = contract({
  name: 'verifySnapshot',
  method: 'POST',
  path: '/v1/snapshots/verification',
  permission: 'enterprise:read',
  summary: {
    zh: '按快照重新读取并比对；不一致时说明原因',
    en: 'Read again what a snapshot says and compare; where it differs, say why',
  },
  input: Type.Object({ snapshot: Snapshot, purpose: Type.Optional(Purpose) }, closed),
  output: SnapshotVerdict,
})
