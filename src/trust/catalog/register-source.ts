import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type AuditTables, append } from '../audit/index.ts'
import { refuse, type Source, type SourceData } from './contract.ts'
import { checkDefinition, plainSource } from './definition.ts'
import { directoryOf, forgetDirectory, nextRevision } from './directory.ts'
import { getSource } from './get-source.ts'
import { keep, requireSound } from './propose.ts'
import { type CatalogTables, insertVersion, lockRevision, saveRevision } from './store.ts'

/**
 * Makes the source of a study known without a review: by the owner of the machine, for the first time, with numbers
 * of its own, so that it can say nothing of an enterprise that another source knows. Again it changes nothing.
 */
export async function registerSource(
  work: UnitOfWork<CatalogTables & AuditTables>,
  given: SourceData | Source,
): Promise<Source> {
  const revision = await lockRevision(work.db)
  forgetDirectory(work)
  const checked = checkDefinition(await directoryOf(work), 'source', plainSource(given))
  const where = { source: given.id }
  if (work.actor.kind !== 'operator') refuse('catalog-review-needed', where)
  if (checked.current) {
    if (checked.current.digest !== checked.digest) refuse('catalog-review-needed', where)
    return getSource(work, given.id)
  }
  if (given.identifierScheme !== 'local') refuse('catalog-review-needed', where)
  requireSound(checked)
  const version = await keep(work, checked)
  await insertVersion(work.db, {
    ...version,
    note: '',
    state: 'approved',
    reviewedBy: work.actor.account,
    reviewedAt: work.now,
    reason: null,
    installed: true,
  })
  await saveRevision(work.db, nextRevision(revision, checked.digest))
  forgetDirectory(work)
  await append(work, { kind: 'source-registered', subject: given.id, detail: { digest: checked.digest } })
  return getSource(work, given.id)
}
