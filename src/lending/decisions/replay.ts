import { findStoredScorecard } from '../../credit/scoring/index.ts'
import { canonicalJson } from '../../foundation/canonical-json.ts'
import { readEntries } from '../../trust/audit/index.ts'
import { findStoredProduct } from '../products/index.ts'
import { findStoredRuleset } from '../rules/index.ts'
import type { Replay } from './contract.ts'
import { digestOfTexts } from './decision-text.ts'
import { compareAnswers, type Difference, difference } from './difference.ts'
import { getStored } from './get-decision.ts'
import { type Answer, type Grounds, reckonDecision } from './reckon-decision.ts'
import type { SealedInputs } from './sealed-inputs.ts'
import type { StoredDecision } from './store.ts'
import type { DecisionWork } from './tables.ts'

/**
 * Reckons a decision again from its sealed inputs and the immutable versions that they name, never from the lake,
 * and compares byte for byte. What was changed behind our back is a difference, not a failure.
 */
export async function replay(work: DecisionWork, { decision }: { decision: string }): Promise<Replay> {
  const stored = await getStored(work, decision)
  const [sealed, answer] = [parse<SealedInputs>(stored.sealed), parse<Answer>(stored.answer)]
  const differences = await sealDifferences(work, stored)
  if (sealed?.format !== 'sanxin-decision-1')
    differences.push(difference('unreadable', '/sealed', stored.sealed.slice(0, 200), null))
  if (!answer) differences.push(difference('unreadable', '/answer', stored.answer.slice(0, 200), null))

  const grounds = sealed && (await findGrounds(work, sealed, differences))
  const replayed = sealed && grounds && reckonAgain(sealed, grounds, differences)
  const text = replayed ? canonicalJson(replayed) : stored.answer
  if (replayed && text !== stored.answer) {
    const found = compareAnswers(answer, JSON.parse(text))
    differences.push(...(found.length > 0 ? found : [difference('answer', '/answer', stored.answer, text)]))
  }
  if (answer) differences.push(...columnDifferences(stored, answer))
  const digest = digestOfTexts({ sealed: stored.sealed, answer: text })
  return { decision: stored.id, identical: differences.length === 0, digest, differences }
}

function parse<Content>(text: string): Content | undefined {
  try {
    return JSON.parse(text) as Content
  } catch {
    return undefined
  }
}

/** The digest must be that of the texts, and the one that the audit log has from the time of the decision. */
async function sealDifferences(work: DecisionWork, stored: StoredDecision): Promise<Difference[]> {
  const found: Difference[] = []
  const actual = digestOfTexts(stored)
  if (actual !== stored.digest) found.push(difference('seal', '/sealed', stored.digest, actual))
  const [entry] = await readEntries(work, { subjects: [stored.id], kinds: ['decision-made'], pageSize: 1 })
  if (entry?.detail.digest !== stored.digest)
    found.push(difference('record', '/digest', stored.digest, entry?.detail.digest))
  return found
}

/** A sealed text that somebody changed may lack anything: that is an answer too. An unchanged one never fails. */
function reckonAgain(sealed: SealedInputs, grounds: Grounds, differences: Difference[]): Answer | undefined {
  const isChanged = differences.some(({ path }) => path === '/sealed')
  const { values, missing: _, ...circumstances } = sealed
  try {
    return reckonDecision(circumstances, grounds, (indicator) => values[indicator] ?? null)
  } catch (error) {
    if (!isChanged) throw error
    differences.push(difference('unreadable', '/sealed', (error as Error).message, null))
    return undefined
  }
}

async function findGrounds(
  work: DecisionWork,
  { versions, request }: Partial<SealedInputs>,
  differences: Difference[],
): Promise<Grounds | undefined> {
  if (!versions?.product || !versions.ruleset || !versions.scorecard || !request) {
    differences.push(difference('unreadable', '/sealed/versions', versions, null))
    return undefined
  }
  const { product: productVersion, scorecard: cardVersion } = versions
  const ruleset = await findStoredRuleset(work, versions.ruleset)
  const product = await findStoredProduct(
    work,
    { organization: request.organization, id: productVersion.id, version: productVersion.version },
    productVersion.digest,
  )
  const scorecard = await findStoredScorecard(work, cardVersion)
  for (const [path, found, wanted] of [
    ['/sealed/versions/ruleset', ruleset, versions.ruleset],
    ['/sealed/versions/product', product, productVersion],
    ['/sealed/versions/scorecard', scorecard, cardVersion],
  ] as const)
    if (typeof found === 'string') differences.push(difference('version', path, wanted, found))
  if (typeof ruleset === 'string' || typeof product === 'string' || typeof scorecard === 'string')
    return undefined
  return { ruleset, product, scorecard }
}

/** Lists read copies beside the texts: they must say the same. */
function columnDifferences(stored: StoredDecision, answer: Answer): Difference[] {
  const copies: [name: string, copy: unknown, said: unknown][] = [
    ['decision', stored.id, answer.decision],
    ['organization', stored.organization, answer.organization],
    ['enterprise', stored.enterprise, answer.enterprise],
    ['outcome', stored.outcome, answer.outcome],
    ['amountFen', stored.amountFen.toString(), answer.amountFen],
    ['creditLimitFen', stored.creditLimitFen?.toString() ?? null, answer.creditLimitFen],
    ['rateBps', stored.rateBps, answer.rateBps],
    ['score', stored.score, answer.score],
    ['grade', stored.grade, answer.grade],
  ]
  return copies.flatMap(([name, copy, said]) =>
    copy === said ? [] : [difference('column', `/columns/${name}`, copy, said)],
  )
}
