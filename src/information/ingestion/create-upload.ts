import { existsSync } from 'node:fs'
import { isIdentifier } from '../../foundation/identifier.ts'
import { instant } from '../../foundation/instant.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type AuditTables, append } from '../../trust/audit/index.ts'
import { actsFor } from '../../trust/organizations/index.ts'
import { refuse } from './contract.ts'
import type { Upload } from './deliveries/contract.ts'
import type { KeptOriginal } from './originals.ts'
import { uploadKeptMs, uploadRetainedUntil } from './retention.ts'
import type { IngestionTables } from './store.ts'
import {
  findUpload,
  insertOriginal,
  insertUpload,
  type StoredUpload,
  sumWaitingUploads,
} from './store-deliveries.ts'

/** Puts a file that was sent on record; what it is called is a label and never a path. */
export async function createUpload(
  work: UnitOfWork<IngestionTables & AuditTables>,
  sent: { name: string; kept: KeptOriginal },
): Promise<Upload> {
  const { digest, bytes } = sent.kept
  const name = labelOf(sent.name)
  const id = work.newId()
  const { account, organization } = work.actor
  await insertOriginal(work.db, {
    digest,
    bytes: BigInt(bytes),
    receivedAt: work.now,
    retainedUntil: uploadRetainedUntil(work.now),
  })
  // Taken by a purge at the very moment when it came again.
  if (!existsSync(sent.kept.path)) refuse('upload-cut-short')
  await insertUpload(work.db, {
    id,
    name,
    digest,
    bytes: BigInt(bytes),
    receivedAt: work.now,
    receivedBy: account,
    organization,
  })
  await append(work, { kind: 'file-uploaded', subject: id, detail: { digest, bytes } })
  return { upload: id, name, bytes, digest }
}

/** What one organization may leave lying about: ten files of the greatest size. */
const waitingBytesMax = 40_000_000_000

/** How many bytes more the organization may send before it has delivered some; refused when it is none. */
export async function roomForUploads(work: UnitOfWork<IngestionTables>): Promise<number> {
  const { organization } = work.actor
  const since = instant(new Date(Date.parse(work.now) - uploadKeptMs))
  const waiting = await sumWaitingUploads(work.db, organization, since)
  if (waiting >= waitingBytesMax) refuse('uploads-waiting', { bytes: waiting, bytesMax: waitingBytesMax })
  return waitingBytesMax - waiting
}

const nameLengthMax = 200

function labelOf(name: string): string {
  const label = name
    .toWellFormed()
    .replace(/^.*[\\/]/, '')
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '')
    .slice(0, nameLengthMax)
  return label === '' ? 'upload' : label
}

/** An upload of the actor's own organization; others learn no more than that it is not there. */
export async function getUpload(work: UnitOfWork<IngestionTables>, id: string): Promise<StoredUpload> {
  const found = isIdentifier(id) ? await findUpload(work.db, id) : undefined
  if (found === undefined || !actsFor(work.actor, found.organization))
    return refuse('upload-unknown', { upload: id })
  return found
}
