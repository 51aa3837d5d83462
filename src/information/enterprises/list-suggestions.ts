import { inShanghai } from '../../foundation/instant.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import type { IdentitySide, IdentitySuggestion } from './contract.ts'
import { kindOf, shownAddress, shownName } from './kind.ts'
import { nameHistory } from './name-history.ts'
import type { EnterpriseTables, SuggestionRow } from './store.ts'
import { countSuggestions, gatherEntities, selectSuggestions } from './store-identity.ts'

type Work = UnitOfWork<EnterpriseTables>

export async function listSuggestions(
  work: Work,
  wish: { state?: SuggestionRow['state']; after?: string; pageSize?: number },
): Promise<{ total: number; items: IdentitySuggestion[] }> {
  const state = wish.state ?? 'open'
  // A cursor that is no identifier of ours finds what the beginning finds.
  const after = /^[0-9a-f-]{36}$/.test(wish.after ?? '') ? wish.after : undefined
  const rows = await selectSuggestions(work.db, { state, after, pageSize: wish.pageSize ?? 20 })
  return { total: await countSuggestions(work.db, state), items: await describeSuggestions(work, rows) }
}

/** What a reviewer compares: both sides as their own source describes them, not as they are after a merge. */
export async function describeSuggestions(
  work: Work,
  rows: readonly SuggestionRow[],
): Promise<IdentitySuggestion[]> {
  const ids = [...new Set(rows.flatMap(({ absorbed, survivor }) => [absorbed, survivor]))]
  const sides = new Map((await gatherEntities(work.db, ids)).map((side) => [side.entity, side]))
  const describe = (entity: string): IdentitySide => {
    const { survivor, identifiers, names, registration } = sides.get(entity)!
    const history = nameHistory(names, registration?.name ?? null)
    const kind = kindOf(registration?.uscc ?? null, registration?.name ?? history[0]?.name ?? null)
    const person = registration?.legalRepresentative ?? null
    const shown = (name: string) => shownName(name, kind, person)
    return {
      enterprise: entity,
      survivor: survivor ?? entity,
      name: history[0] ? shown(history[0].name) : null,
      formerNames: history.filter((period) => !period.current).map((period) => shown(period.name)),
      identifiers: identifiers
        .filter((claim) => claim.knownTo === null)
        .map(({ scheme, value }) => ({ scheme, value })),
      legalRepresentative: person,
      registeredCapitalFen: registration?.registeredCapitalFen?.toString() ?? null,
      establishedOn: registration?.establishedOn ?? null,
      region: registration?.region ?? null,
      address: registration?.address ? shownAddress(registration.address, kind) : null,
      source: registration?.source ?? null,
    }
  }
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    origin: row.origin,
    state: row.state,
    weight: row.weight,
    reasons: row.reasons as IdentitySuggestion['reasons'],
    absorbed: describe(row.absorbed),
    survivor: describe(row.survivor),
    undoes: row.undoes,
    proposedBy: row.proposedBy,
    proposedAt: inShanghai(row.proposedAt),
    reviewedBy: row.reviewedBy,
    reviewedAt: row.reviewedAt === null ? null : inShanghai(row.reviewedAt),
    reviewReason: row.reviewReason,
  }))
}
