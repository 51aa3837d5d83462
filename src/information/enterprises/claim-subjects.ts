import { type Instant, instant } from '../../foundation/instant.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type AuditTables, append } from '../../trust/audit/index.ts'
import type { Source } from '../../trust/catalog/index.ts'
import { findChanged, type Written } from './find-changed.ts'
import { mentioned, schemeOf } from './identifier.ts'
import { type Newcomers, type Placed, placeNewcomers } from './match-subjects.ts'
import { maskPersonalName } from './name.ts'
import { normalizeName } from './normalize-name.ts'
import {
  type EnterpriseTables,
  insertChanges,
  lockClaims,
  type NameRow,
  type RegistrationRow,
} from './store.ts'
import {
  findKnownSubjects,
  findNamesToNormalize,
  insertFirstWords,
  insertNames,
  keepStatistics,
  saveNormalNames,
  saveRegistrations,
} from './store-claims.ts'

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

type Work = UnitOfWork<EnterpriseTables & AuditTables>

/** Claims are read and written so many at a time, so that a delivery of a million enterprises stays small. */
const claimsAtOnce = 5000

/**
 * Makes sure that each identifier of a delivery means an enterprise: the one that it meant before, one that it can
 * be matched with beyond doubt, or a new one. Keeps names and present facts. Returns how many enterprises are new.
 */
export async function claimSubjects(
  work: Work,
  source: Source,
  subjects: AsyncIterable<SubjectClaim> | Iterable<SubjectClaim>,
): Promise<number> {
  const counts = { created: 0, attached: 0, suggested: 0 }
  let batch: SubjectClaim[] = []
  let locked = false
  const flush = async () => {
    if (!locked) {
      await lockClaims(work.db)
      await fillNormalNames(work)
    }
    locked = true
    await keepStatistics(work.db)
    const placed = await claimSome(work, source, batch)
    counts.created += placed.created
    counts.attached += placed.attached
    counts.suggested += placed.suggested
    batch = []
  }
  for await (const subject of subjects) {
    if (batch.push(subject) >= claimsAtOnce) await flush()
  }
  if (batch.length > 0) await flush()
  if (counts.attached + counts.suggested > 0)
    await append(work, { kind: 'subjects-matched', subject: source.id, detail: counts })
  return counts.created
}

async function claimSome(work: Work, source: Source, subjects: readonly SubjectClaim[]) {
  const entities = new Map<string, { entity: string; enterprise: string }>()
  const fresh: Newcomers = new Map()
  for (const [scheme, claims] of byScheme(source, subjects)) {
    const known = await findKnownSubjects(
      work.db,
      scheme,
      claims.map(({ value }) => value),
    )
    for (const claim of claims) {
      const found = known.get(claim.value)
      if (found?.delivered) entities.set(claim.value, found)
      else fresh.set(claim.value, { scheme, claim, mentionedBy: found?.enterprise })
    }
  }
  const placed = await placeNewcomers(work, source, fresh)
  for (const [value, place] of placed.entities) entities.set(value, place)
  const written = await keepWords(work, source, subjects, entities, placed)
  const enterpriseOf = new Map([...entities.values()].map(({ entity, enterprise }) => [entity, enterprise]))
  const touched = new Set(
    [...written.names.map((row) => row.enterprise), ...written.registrations.map((row) => row.entity)].map(
      (entity) => enterpriseOf.get(entity)!,
    ),
  )
  const sure = new Set(placed.changed)
  const changed = await findChanged(
    work,
    [...touched].filter((enterprise) => !sure.has(enterprise)),
    written,
  )
  await insertChanges(work.db, [...sure, ...changed], work.now)
  return placed
}

/** Keeps names and present facts; answers what was written about entities that were known before. */
async function keepWords(
  work: Work,
  source: Source,
  subjects: readonly SubjectClaim[],
  entities: ReadonlyMap<string, { entity: string }>,
  placed: Placed,
): Promise<Written> {
  const first: Words = { names: new Map(), registrations: new Map() }
  const further: Words = { names: new Map(), registrations: new Map() }
  for (const subject of subjects) {
    const { entity } = entities.get(subject.value)!
    const words = placed.entities.has(subject.value) ? first : further
    for (const row of nameRows(subject, entity))
      words.names.set(`${entity} ${row.validFrom} ${row.name}`, row)
    const row = registrationOf(subject, entity, source, work.now)
    if (row) words.registrations.set(entity, row)
  }
  await insertFirstWords(work.db, [...first.names.values()], [...first.registrations.values()])
  const names = await insertNames(work.db, [...further.names.values()])
  return { names, registrations: await saveRegistrations(work.db, [...further.registrations.values()]) }
}

/** Each said once, however often the delivery repeats it. */
interface Words {
  names: Map<string, NameRow>
  registrations: Map<string, RegistrationRow>
}

function byScheme(source: Source, subjects: readonly SubjectClaim[]): Map<string, SubjectClaim[]> {
  const groups = new Map<string, SubjectClaim[]>()
  for (const subject of subjects) {
    const { scheme } = schemeOf(source, subject.value)
    const group = groups.get(scheme)
    if (group) group.push(subject)
    else groups.set(scheme, [subject])
  }
  return groups
}

const namesAtOnce = 20_000

/** Names kept under an earlier rule of normalization are brought under the present one before any is compared. */
async function fillNormalNames(work: Work): Promise<void> {
  for (;;) {
    const names = await findNamesToNormalize(work.db, namesAtOnce)
    if (names.length === 0) return
    await saveNormalNames(
      work.db,
      names.map(({ name }) => ({ name, normalName: normalizeName(name) })),
    )
  }
}

function nameRows(subject: SubjectClaim, enterprise: string) {
  const listed = (subject.facts?.former_names ?? subject.facts?.former_name ?? '')
    .split(/[;；、|]/)
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .map((name) => ({ name, since: null, former: true }))
  const registered = subject.facts?.name
  const isSaid = !registered || (subject.names ?? []).some(({ name }) => name === registered)
  const own = isSaid ? [] : [{ name: registered, since: subject.facts?.effective_on ?? null }]
  return firstOfEach([...(subject.names ?? []), ...own, ...listed]).map(({ name, since, former }) => ({
    enterprise,
    name,
    validFrom: since,
    former: former ?? false,
    normalName: normalizeName(name),
  }))
}

/** Versions that repeat the name of the version before say nothing new. */
function firstOfEach(names: readonly SubjectName[]): SubjectName[] {
  if (names.length === 1) return [...names]
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
  // The amount of a record is in hundredths of its currency; here it is fen, and no rate of a day is made up.
  const inForeignMoney = (fact('capital_currency') ?? 'CNY') !== 'CNY'
  const own = schemeOf(source, subject.value)
  const uscc = own.scheme === 'uscc' ? own : mentioned(facts).find((other) => other.scheme === 'uscc')
  return {
    enterprise,
    uscc: uscc?.value ?? null,
    name: facts.name,
    normalName: normalizeName(facts.name),
    legalRepresentative: representative === null ? null : maskPersonalName(representative),
    registeredCapitalFen: capital === null || inForeignMoney ? null : BigInt(capital),
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
