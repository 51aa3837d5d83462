import { type Instant, instant } from '../../foundation/instant.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import type { Source } from '../../trust/catalog/index.ts'
import { maskPersonalName, namePairs } from './name.ts'
import { normalizeName } from './normalize-name.ts'
import {
  type EnterpriseTables,
  findClaims,
  insertChanges,
  insertEnterprises,
  insertNames,
  lockClaims,
  type RegistrationRow,
  saveRegistrations,
} from './store.ts'

/** A name and the day since which it holds; `former` when the source says that it is borne no longer. */
export interface SubjectName {
  name: string
  since: string | null
  former?: boolean
}

/** An enterprise that a delivery names. */
export interface SubjectClaim {
  /** Its code, or its local number at the source. */
  value: string
  names?: SubjectName[]
  /** The last delivered facts by field name, as text; only where the record type carries a name. */
  facts?: Record<string, string | null>
  knownAt?: string | null
}

/** Claims are read and written so many at a time, so that a delivery of a million enterprises stays small. */
const claimsAtOnce = 2000

export function schemeOf(source: Source): string {
  return source.identifierScheme === 'uscc' ? 'uscc' : `local:${source.id}`
}

/**
 * Makes sure that each identifier of a delivery means an enterprise, a new one where nobody claimed it before, and
 * keeps its names and present facts. Returns how many are new.
 */
export async function claimSubjects(
  work: UnitOfWork<EnterpriseTables>,
  source: Source,
  subjects: AsyncIterable<SubjectClaim> | Iterable<SubjectClaim>,
): Promise<number> {
  let created = 0
  let batch: SubjectClaim[] = []
  let locked = false
  const flush = async () => {
    if (!locked) await lockClaims(work.db)
    locked = true
    created += await claimSome(work, source, batch)
    batch = []
  }
  for await (const subject of subjects) {
    if (batch.push(subject) >= claimsAtOnce) await flush()
  }
  if (batch.length > 0) await flush()
  return created
}

async function claimSome(
  work: UnitOfWork<EnterpriseTables>,
  source: Source,
  subjects: readonly SubjectClaim[],
): Promise<number> {
  const scheme = schemeOf(source)
  const known = await findClaims(
    work.db,
    scheme,
    subjects.map((subject) => subject.value),
  )
  const fresh = subjects.filter((subject) => !known.has(subject.value))
  const claims = fresh.map(({ value }) => ({
    scheme,
    value,
    enterprise: work.newId(),
    validFrom: null,
    validTo: null,
    // The first claim only names the rows, and each row carries its own known time.
    knownFrom: null,
    knownTo: null,
  }))
  await insertEnterprises(work.db, claims, work.now)
  for (const claim of claims) known.set(claim.value, claim.enterprise)
  await insertNames(
    work.db,
    subjects.flatMap((subject) =>
      firstOfEach(subject.names ?? []).map(({ name, since, former }) => ({
        enterprise: known.get(subject.value)!,
        name,
        validFrom: since,
        former: former ?? false,
        normalName: normalizeName(name),
      })),
    ),
  )
  await saveRegistrations(
    work.db,
    subjects.flatMap((subject) => {
      const row = registrationOf(subject, known.get(subject.value)!, source, work.now)
      return row ? [row] : []
    }),
  )
  await insertChanges(work.db, [...known.values()], work.now)
  return fresh.length
}

/** Versions that repeat the name of the version before say nothing new. */
function firstOfEach(names: readonly SubjectName[]): SubjectName[] {
  const dated = names
    .filter((entry) => entry.since !== null && !entry.former)
    .sort((one, other) => (one.since! < other.since! ? -1 : one.since! > other.since! ? 1 : 0))
  const undated = new Map(
    names.filter((entry) => entry.since === null || entry.former).map((entry) => [entry.name, entry]),
  )
  return [
    ...dated.filter((entry, place) => entry.name !== dated[place - 1]?.name),
    ...[...undated.values()].map((entry) => ({ ...entry, since: null })),
  ]
}

function registrationOf(
  subject: SubjectClaim,
  enterprise: string,
  source: Source,
  now: Instant,
): RegistrationRow | undefined {
  const facts = subject.facts
  if (!facts?.name) return undefined
  const fact = (field: string) => facts[field] ?? null
  const representative = fact('legal_representative')
  const capital = fact('registered_capital')
  return {
    enterprise,
    uscc: source.identifierScheme === 'uscc' ? subject.value : null,
    name: facts.name,
    normalName: normalizeName(facts.name),
    namePairs: namePairs(facts.name),
    legalRepresentative: representative === null ? null : maskPersonalName(representative),
    registeredCapitalFen: capital === null ? null : BigInt(capital),
    establishedOn: fact('established_on'),
    status: fact('status'),
    industry: fact('industry'),
    region: fact('region'),
    address: fact('address'),
    effectiveOn: fact('effective_on'),
    source: source.id,
    knownAt: subject.knownAt ? instant(subject.knownAt) : now,
  }
}
