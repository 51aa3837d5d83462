import { canonicalJson } from '../../foundation/canonical-json.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type AuditTables, append } from '../audit/index.ts'
import { requirePermission } from '../organizations/index.ts'
import { type DefinitionKind, type Preview, type Proposal, refuse } from './contract.ts'
import { type Checked, checkDefinition } from './definition.ts'
import { directoryOf } from './directory.ts'
import { proposalOf } from './proposal.ts'
import { type CatalogTables, insertVersion, saveDefinition, type VersionRow } from './store.ts'

type Work = UnitOfWork<CatalogTables & AuditTables>

export interface Submission {
  kind: DefinitionKind
  definition: Record<string, unknown>
}

/** What a definition would change, and what stands against it; nothing is kept. */
export async function previewProposal(
  work: UnitOfWork<CatalogTables>,
  { kind, definition }: Submission,
): Promise<Preview> {
  requirePermission(work.actor, 'catalog:manage')
  const checked = checkDefinition(await directoryOf(work), kind, definition)
  const { name, version, digest, changes, faults, conflicts } = checked
  return { kind, name, version, digest, changes, findings: [...faults, ...conflicts] }
}

/** Puts a definition forward for another person to review. */
export async function propose(work: Work, wish: Submission & { note?: string }): Promise<Proposal> {
  requirePermission(work.actor, 'catalog:manage')
  const checked = checkDefinition(await directoryOf(work), wish.kind, wish.definition)
  requireSound(checked)
  const row: VersionRow = {
    ...(await keep(work, checked)),
    note: wish.note ?? '',
    state: 'proposed',
    reviewedBy: null,
    reviewedAt: null,
    reason: null,
    installed: false,
  }
  await insertVersion(work.db, row)
  await append(work, {
    kind: 'catalog-proposed',
    subject: row.id,
    detail: { definition: row.name, kind: row.kind, version: row.version, digest: row.digest },
  })
  return proposalOf(row, checked.data, checked.current?.data)
}

/** Refuses what is wrong, what does not follow the current version, and what says nothing new. */
export function requireSound({ name, faults, conflicts, changes, current }: Checked): void {
  if (faults.length > 0) refuse('catalog-definition-faulty', { definition: name, findings: faults })
  if (conflicts.length > 0) refuse('catalog-change-incompatible', { definition: name, findings: conflicts })
  if (current && changes.length === 0) refuse('catalog-nothing-changed', { definition: name })
}

/** Keeps the definition and the one before it under their digests, and says what its version will be. */
export async function keep(work: UnitOfWork<CatalogTables>, checked: Checked) {
  const { kind, name, version, digest, current } = checked
  if (current)
    await saveDefinition(work.db, {
      digest: current.digest,
      kind,
      name,
      content: canonicalJson(current.data),
    })
  await saveDefinition(work.db, { digest, kind, name, content: canonicalJson(checked.data) })
  return {
    id: work.newId(),
    kind,
    name,
    version,
    digest,
    basedOn: current?.digest ?? null,
    proposedBy: work.actor.account,
    proposedAt: work.now,
  }
}
