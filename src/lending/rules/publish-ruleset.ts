import { canonicalJson } from '../../foundation/canonical-json.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type AuditTables, append } from '../../trust/audit/index.ts'
import { actsFor, requirePermission } from '../../trust/organizations/index.ts'
import { compileRuleset } from './compile-ruleset.ts'
import { type RulesetReference, refuse } from './contract.ts'
import { lintRuleset } from './lint-ruleset.ts'
import type { Problem } from './problem.ts'
import { findRuleset, insertRuleset, type RuleTables } from './store.ts'

/**
 * Publishes a version for an organization. Errors and defects are refused with their places; notices come back.
 * Publishing the same content again changes nothing; other content under the same version is refused.
 */
export async function publishRuleset(
  work: UnitOfWork<RuleTables & AuditTables>,
  { organization, ruleset: candidate }: { organization: string; ruleset: unknown },
): Promise<RulesetReference & { notices: Problem[] }> {
  requirePermission(work.actor, 'product:manage')
  const { ruleset, problems } = lintRuleset(candidate)
  const grave = problems.filter(({ severity }) => severity !== 'notice')
  if (!ruleset || grave.length > 0) return refuse('ruleset-invalid', { problems: grave.slice(0, 20) })
  if (!actsFor(work.actor, organization)) refuse('ruleset-of-another-bank', { organization })

  const { digest } = compileRuleset(ruleset)
  const { id, version } = ruleset
  const row = { id, version, organization, content: canonicalJson(ruleset), digest }
  const fresh = await insertRuleset(work.db, {
    ...row,
    publishedAt: work.now,
    publishedBy: work.actor.account,
  })
  if (fresh) {
    await append(work, { kind: 'ruleset-published', subject: id, detail: { version, organization, digest } })
  } else {
    const published = await findRuleset(work.db, ruleset)
    if (published?.digest !== digest || published.organization !== organization)
      refuse('ruleset-version-exists', { ruleset: id, version })
  }
  return { id, version, digest, notices: problems }
}
