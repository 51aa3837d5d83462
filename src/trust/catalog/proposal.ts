import { inShanghai } from '../../foundation/instant.ts'
import { changesBetween } from './change.ts'
import type { Proposal } from './contract.ts'
import { type Definition, withoutVersion } from './definition.ts'
import type { VersionRow, VersionWithContent } from './store.ts'

/** A version as it is shown: who, when, and what it changed. */
export function proposalOf(row: VersionRow, data: Definition, before: Definition | undefined): Proposal {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    version: row.version,
    digest: row.digest,
    note: row.note,
    state: row.state,
    proposedBy: row.proposedBy,
    proposedAt: inShanghai(row.proposedAt),
    reviewedBy: row.reviewedBy,
    reviewedAt: row.reviewedAt === null ? null : inShanghai(row.reviewedAt),
    reason: row.reason,
    title: { zh: data.zh, en: data.en },
    changes: changesBetween(withoutVersion(before), withoutVersion(data)),
  }
}

export function storedProposal(row: VersionWithContent): Proposal {
  const before = row.basedOnContent === null ? undefined : (JSON.parse(row.basedOnContent) as Definition)
  return proposalOf(row, JSON.parse(row.content) as Definition, before)
}
