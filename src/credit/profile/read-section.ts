import { inShanghai } from '../../foundation/instant.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { standardRecordType } from '../../trust/catalog/index.ts'
import { accessTo, viewerOf } from './access.ts'
import { composeSection } from './compose-section.ts'
import { refuse } from './contract.ts'
import { gatherings } from './dossier/gatherings.ts'
import { openPage } from './open-page.ts'
import type { ProfileSection } from './section.contract.ts'
import { findSection } from './sections/section-table.ts'
import type { SectionSpec } from './sections/view.ts'
import type { ProfileTables } from './tables.ts'

/** One section of the page: its panels as the reader's stage sees them, each with its sources or why it is empty. */
export async function readProfileSection(
  work: UnitOfWork<ProfileTables>,
  wish: { enterprise: string; section: string; asOf?: string | undefined },
): Promise<ProfileSection> {
  const section = findSection(wish.section) ?? refuse('profile-section-unknown', { section: wish.section })
  const stage = viewerOf(work.actor)?.stage
  const hidden = stage !== undefined && accessTo(stage, section.id) === 'hidden'
  const page = await openPage(work, wish, {
    gatherings: hidden ? [] : gatheringsOf(section),
    asksFor: hidden ? [] : fieldGroupsOf(section),
    firm: !hidden && ['overview', 'workforce'].includes(section.id),
    peers: !hidden,
    trace: section.id === 'trace',
    relations: !hidden && section.id === 'relations',
  })
  return {
    enterprise: page.enterprise,
    section: section.id,
    zh: section.zh,
    en: section.en,
    asOf: inShanghai(page.at),
    stage: page.stage,
    ...composeSection(page.view, section, page.stage),
  }
}

/** Sections whose notes look at the records of others too. */
const lookedAtBeside: Readonly<Record<string, readonly string[]>> = { utilities: ['invoice', 'vat-invoice'] }

function gatheringsOf(section: SectionSpec): string[] {
  const types = new Set([
    ...section.panels.flatMap(({ recordTypes }) => recordTypes),
    ...(lookedAtBeside[section.id] ?? []),
  ])
  return gatherings.filter(({ recordType }) => types.has(recordType)).map(({ id }) => id)
}

/** Field groups that a consent opens; where a record type is public none is asked for. */
function fieldGroupsOf(section: SectionSpec): string[] {
  if (section.id === 'trace') return []
  const types = section.panels.flatMap(({ recordTypes }) => recordTypes).map(standardRecordType)
  return [...new Set(types.filter(({ sharing }) => sharing !== 'public').map(({ fieldGroup }) => fieldGroup))]
}
