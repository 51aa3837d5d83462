import type { Instant } from '../../foundation/instant.ts'

/** A version of one record, as far as it matters for whether it is believed. */
export interface Claim {
  source: string
  knownAt: Instant
  /** A read as of before does not see it: it had not happened. */
  happenedFrom: Instant | null
  withdrawnAt: Instant | null
  /** Its lake key: it counts while that is the enterprise's. */
  subject: string
}

export interface Belief {
  from: Instant
  /** Null: still so. */
  to: Instant | null
  /** Place of the claim; null when nothing was known. */
  item: number | null
}

/** What may have changed at a moment: the order of the sources, the strongest first, and the keys of the enterprise. */
export interface Standpoint {
  at: Instant
  sources: readonly string[]
  subjects: ReadonlySet<string>
}

/**
 * What a read as of each moment answers: of the strongest source that had spoken, the last version. `claims` are in
 * the order of known time and publication, the standpoints in that of time; before the first of these it holds too.
 */
export function beliefsOf(claims: readonly Claim[], standpoints: readonly Standpoint[]): Belief[] {
  const moments = new Set<Instant>()
  for (const claim of claims) {
    moments.add(seenFrom(claim))
    if (claim.withdrawnAt !== null && claim.withdrawnAt > seenFrom(claim)) moments.add(claim.withdrawnAt)
  }
  const [first] = [...moments].sort()
  for (const { at } of standpoints) if (first !== undefined && at > first) moments.add(at)
  const beliefs: Belief[] = []
  for (const at of [...moments].sort()) {
    const item = believed(claims, at, standpoints.findLast((change) => change.at <= at) ?? standpoints[0]!)
    const last = beliefs.at(-1)
    if (last?.item === item || (item === null && last === undefined)) continue
    if (last) last.to = at
    beliefs.push({ from: at, to: null, item })
  }
  return beliefs
}

function seenFrom({ knownAt, happenedFrom }: Claim): Instant {
  return happenedFrom !== null && happenedFrom > knownAt ? happenedFrom : knownAt
}

function believed(claims: readonly Claim[], at: Instant, standpoint: Standpoint): number | null {
  const standing = claims.flatMap((claim, place) =>
    seenFrom(claim) <= at &&
    (claim.withdrawnAt === null || claim.withdrawnAt > at) &&
    standpoint.subjects.has(claim.subject)
      ? [place]
      : [],
  )
  for (const source of standpoint.sources) {
    const last = standing.findLast((place) => claims[place]!.source === source)
    if (last !== undefined) return last
  }
  return null
}
