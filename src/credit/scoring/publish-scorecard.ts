import { digestOf } from '../../foundation/canonical-json.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { append } from '../../trust/audit/index.ts'
import { checkScorecard, isScorecard } from './check-scorecard.ts'
import { refuse, type ScorecardReference } from './contract.ts'
import type { Scorecard } from './scorecard.ts'
import {
  findCard,
  findCurrentCard,
  findCurrentReference,
  findNewestVersion,
  insertCurrentCard,
  type ScoringTables,
} from './store.ts'

type Work = UnitOfWork<ScoringTables>

/** Makes a card the current one. The same card again changes nothing; a version is never given to another content. */
export async function publishScorecard(
  work: Work,
  card: Scorecard,
  fittedOn: Readonly<Record<string, unknown>> = {},
): Promise<ScorecardReference> {
  checkScorecard(card)
  const reference = { id: card.id, version: card.version, digest: digestOf(card) }
  const earlier = await findCard(work.db, card.id, card.version)
  if (earlier && earlier.digest !== reference.digest)
    refuse('scorecard-version-exists', { ...reference, published: earlier.digest })
  if (earlier) return reference
  await insertCurrentCard(work.db, { ...reference, card, fittedOn, publishedAt: work.now })
  await append(work, {
    kind: 'scorecard-published',
    subject: `${card.id}:${card.version}`,
    detail: { digest: reference.digest, rows: card.fittedOn.rows, bads: card.fittedOn.bads },
  })
  return reference
}

/** The number that the next version of a card gets. */
export async function nextVersion(work: Work, id: string): Promise<number> {
  return (await findNewestVersion(work.db, id)) + 1
}

export interface PublishedScorecard {
  card: Scorecard
  reference: ScorecardReference
}

/** Cards by digest: content that has one digest never changes, so a copy in memory needs no freshness. */
const known = new Map<string, PublishedScorecard>()
const knownMax = 16

/** The current card, or a refusal when none was ever published. */
export async function currentScorecard(work: Work): Promise<PublishedScorecard> {
  return (await findCurrentScorecard(work)) ?? refuse('scorecard-missing')
}

export async function findCurrentScorecard(work: Work): Promise<PublishedScorecard | undefined> {
  const reference = await findCurrentReference(work.db)
  const copy = reference && known.get(reference.digest)
  if (copy) return copy
  const row = reference && (await findCurrentCard(work.db))
  return row && remember(row)
}

/** Reads the version from the store, whatever memory holds, and checks its digest: for replay. */
export async function findStoredScorecard(
  work: Work,
  reference: ScorecardReference,
): Promise<Scorecard | 'scorecard-unknown' | 'scorecard-damaged'> {
  const row = await findCard(work.db, reference.id, reference.version)
  if (!row) return 'scorecard-unknown'
  return isScorecard(row.card) && digestOf(row.card) === reference.digest ? row.card : 'scorecard-damaged'
}

function remember(row: { id: string; version: number; digest: string; card: unknown }): PublishedScorecard {
  const copy = known.get(row.digest)
  if (copy) return copy
  const { id, version, digest } = row
  const card = checkScorecard(row.card, { id, version })
  if (digestOf(card) !== digest)
    refuse('scorecard-damaged', { id, version, expected: digest, found: digestOf(card) })
  if (known.size >= knownMax) known.delete(known.keys().next().value!)
  const entry = { card, reference: { id, version, digest } }
  known.set(digest, entry)
  return entry
}
