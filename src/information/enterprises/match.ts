/** What a new entity says of itself, as far as it helps to tell who it is. */
export interface Newcomer {
  scheme: string
  uscc: string | null
  normalName: string | null
  region: string | null
  establishedOn: string | null
}

/** An enterprise that it may be. */
export interface Candidate {
  enterprise: string
  schemes: readonly string[]
  usccs: readonly string[]
  regions: readonly string[]
  establishedOn: readonly string[]
  /** It bears the very name now; otherwise it bore it once. */
  present: boolean
}

export type MatchReason =
  | 'same-identifier'
  | 'several-identifiers'
  | 'same-number-other-code'
  | 'same-organization-code'
  | 'same-name-and-region'
  | 'same-name-other-region'
  | 'same-name-region-unknown'
  | 'same-former-name'
  | 'name-not-unique'
  | 'same-source'

export interface Match {
  attach?: { enterprise: string; how: 'identifier' | 'name-and-region' }
  suggest: { enterprise: string; reason: MatchReason }[]
}

/**
 * Who a new entity is: by identifier first, then by exact name and region, then a suggestion for a person. A name
 * attaches by itself only when it is unique in the region, one of the two has no USCC, they do not come from one
 * source (which says by its two numbers that they are two), and no known fact contradicts. Never by likeness.
 */
export function matchNewcomer(
  newcomer: Newcomer,
  byIdentifier: readonly Candidate[],
  byOrganizationCode: readonly string[],
  byName: readonly Candidate[],
): Match {
  const suggest: Match['suggest'] = []
  for (const candidate of byIdentifier) {
    if (hasOtherCode(newcomer, candidate))
      suggest.push({ enterprise: candidate.enterprise, reason: 'same-number-other-code' })
  }
  const identified = byIdentifier.filter((candidate) => !hasOtherCode(newcomer, candidate))
  if (identified.length > 0) {
    const [first, ...others] = identified
    for (const { enterprise } of others) suggest.push({ enterprise, reason: 'several-identifiers' })
    return {
      attach: { enterprise: first!.enterprise, how: 'identifier' },
      suggest: onePerEnterprise(suggest),
    }
  }
  for (const enterprise of byOrganizationCode) suggest.push({ enterprise, reason: 'same-organization-code' })
  const named = byName.filter((candidate) => !contradicts(newcomer, candidate))
  const exact = named.filter((candidate) => candidate.present && placeOf(newcomer, candidate) === 'same')
  const [only] = exact
  const attaches = exact.length === 1 && suggest.length === 0 && !only!.schemes.includes(newcomer.scheme)
  if (attaches) return { attach: { enterprise: only!.enterprise, how: 'name-and-region' }, suggest: [] }
  for (const candidate of named)
    suggest.push({ enterprise: candidate.enterprise, reason: reasonOf(newcomer, candidate, exact) })
  return { suggest: onePerEnterprise(suggest) }
}

/**
 * Several newcomers of one delivery that would all be attached to one enterprise: their source keeps them apart, so
 * the name tells nothing, and different codes are different enterprises whatever number they share. All wait.
 */
export function partRivals<Key>(
  matches: ReadonlyMap<Key, Match>,
  newcomers: ReadonlyMap<Key, Newcomer>,
): Map<Key, Match> {
  const rivals = new Map<string, Key[]>()
  for (const [key, { attach }] of matches) {
    if (!attach) continue
    const list = rivals.get(attach.enterprise)
    if (list) list.push(key)
    else rivals.set(attach.enterprise, [key])
  }
  const parted = new Map(matches)
  for (const keys of rivals.values()) {
    const codes = new Set(keys.flatMap((key) => newcomers.get(key)!.uscc ?? []))
    for (const key of keys) {
      const { attach, suggest } = matches.get(key)!
      const waits = attach!.how === 'name-and-region' ? keys.length > 1 : codes.size > 1
      if (!waits) continue
      const reason = attach!.how === 'identifier' ? 'same-number-other-code' : 'name-not-unique'
      parted.set(key, { suggest: onePerEnterprise([{ enterprise: attach!.enterprise, reason }, ...suggest]) })
    }
  }
  return parted
}

function reasonOf(newcomer: Newcomer, candidate: Candidate, exact: readonly Candidate[]): MatchReason {
  if (exact.includes(candidate)) return exact.length > 1 ? 'name-not-unique' : 'same-source'
  if (!candidate.present) return 'same-former-name'
  const place = placeOf(newcomer, candidate)
  return place === 'unknown' ? 'same-name-region-unknown' : 'same-name-other-region'
}

/** Facts that no two descriptions of one enterprise differ in. */
function contradicts(newcomer: Newcomer, candidate: Candidate): boolean {
  if (hasOtherCode(newcomer, candidate)) return true
  if (newcomer.establishedOn !== null && candidate.establishedOn.length > 0) {
    if (!candidate.establishedOn.includes(newcomer.establishedOn)) return true
  }
  // In another prefecture a name may be borne again (the law keeps it unique only within one registering office).
  return placeOf(newcomer, candidate) === 'far'
}

function hasOtherCode(newcomer: Newcomer, candidate: Candidate): boolean {
  return newcomer.uscc !== null && candidate.usccs.length > 0 && !candidate.usccs.includes(newcomer.uscc)
}

function placeOf(newcomer: Newcomer, candidate: Candidate): 'same' | 'near' | 'far' | 'unknown' {
  if (newcomer.region === null || candidate.regions.length === 0) return 'unknown'
  if (candidate.regions.includes(newcomer.region)) return 'same'
  const prefecture = newcomer.region.slice(0, 4)
  return candidate.regions.some((region) => region.startsWith(prefecture)) ? 'near' : 'far'
}

function onePerEnterprise(suggest: Match['suggest']): Match['suggest'] {
  return suggest.filter(
    (entry, place) => suggest.findIndex((other) => other.enterprise === entry.enterprise) === place,
  )
}
