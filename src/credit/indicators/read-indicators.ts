import type { Static } from 'typebox'
import { inShanghai } from '../../foundation/instant.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { getEnterprise } from '../../information/enterprises/index.ts'
import { findCoverage, purposeOf, requireAuthorization, stageOf } from '../../trust/consent/index.ts'
import { parseAsOf } from './as-of.ts'
import { findIndicatorIndex } from './catalogue.ts'
import { type readIndicatorsContract, refuse } from './contract.ts'
import { vectorAsOf } from './read-firm.ts'
import type { IndicatorTables } from './store.ts'

type Answer = Static<typeof readIndicatorsContract.output>

/**
 * The indicators of an enterprise that the reader's consents open and, beside them, those made of what is public; the
 * others are null, because not covered. When nothing is covered the reader is refused, and the attempt is on record.
 */
export async function readIndicators(
  work: UnitOfWork<IndicatorTables>,
  wish: { enterprise: string; asOf?: string | undefined; only?: string | undefined },
): Promise<Answer> {
  const asOf = parseAsOf(wish.asOf, work.now)
  const only = wish.only === undefined ? undefined : requireKnown(wish.only.split(',').map((id) => id.trim()))
  const { enterprise } = await getEnterprise(work, wish.enterprise)
  const purpose = purposeOf(stageOf(work.actor.role))
  const { covered, missing } = await findCoverage(work, { enterprise, purpose })
  const withPublic = covered.length > 0
  const fieldGroups = withPublic ? covered : missing
  const authorization = await requireAuthorization(work, { enterprise, purpose, fieldGroups, withPublic })
  const vector = await vectorAsOf(work, authorization, { enterprise, asOf: asOf.at })
  const keep = <Value>(entries: Record<string, Value>) =>
    only ? Object.fromEntries(Object.entries(entries).filter(([id]) => only.has(id))) : entries
  return {
    ...vector,
    asOf: inShanghai(asOf.at),
    values: keep(vector.values),
    reasons: keep(vector.reasons),
  }
}

function requireKnown(ids: readonly string[]): ReadonlySet<string> {
  for (const id of ids)
    if (findIndicatorIndex(id) === undefined) refuse('indicator-unknown', { indicator: id })
  return new Set(ids)
}
