import { isIdentifier } from '../../foundation/identifier.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type AuditTables, append } from '../../trust/audit/index.ts'
import { type IdentitySuggestion, refuse } from './contract.ts'
import { describeSuggestions } from './list-suggestions.ts'
import { mergeEnterprises, splitEnterprise } from './merge-enterprises.ts'
import type { EnterpriseTables, SuggestionRow } from './store.ts'
import { closeSuggestion, lockSuggestion } from './store-identity.ts'

/** A second person decides: accepted it is done in this transaction, rejected it is not suggested again. */
export async function reviewSuggestion(
  work: UnitOfWork<EnterpriseTables & AuditTables>,
  wish: { suggestion: string; verdict: 'accept' | 'reject'; reason: string },
): Promise<IdentitySuggestion> {
  const row = isIdentifier(wish.suggestion) ? await lockSuggestion(work.db, wish.suggestion) : undefined
  if (row === undefined) return refuse('suggestion-unknown', { suggestion: wish.suggestion })
  if (row.state !== 'open') refuse('suggestion-decided', { suggestion: row.id, state: row.state })
  if (row.proposedBy === work.actor.account) {
    const detail = { suggestion: row.id, verdict: wish.verdict }
    refuse(
      'suggestion-own',
      { suggestion: row.id },
      { kind: 'own-suggestion-refused', subject: row.survivor, detail },
    )
  }
  const accepted = wish.verdict === 'accept'
  const decided = { proposedBy: row.proposedBy, reason: wish.reason, undoes: row.undoes }
  const deed = !accepted
    ? null
    : row.kind === 'merge'
      ? await mergeEnterprises(work, row, decided)
      : await splitEnterprise(work, row, decided)
  const review = {
    state: accepted ? 'accepted' : 'rejected',
    reviewedBy: work.actor.account,
    reviewedAt: work.now,
    reviewReason: wish.reason,
    deed,
  } satisfies Partial<SuggestionRow>
  await closeSuggestion(work.db, row.id, review)
  if (!accepted) {
    const { absorbed, survivor, kind } = row
    const detail = { suggestion: row.id, kind, absorbed, survivor, reason: wish.reason }
    await append(work, { kind: 'identity-suggestion-rejected', subject: survivor, detail })
  }
  return (await describeSuggestions(work, [{ ...row, ...review }]))[0]!
}
