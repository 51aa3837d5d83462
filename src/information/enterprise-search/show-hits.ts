import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { regionPathWords, resolveRegion } from '../../trust/catalog/index.ts'
import {
  type EnterpriseTables,
  findRegistrationsOf,
  kindOf,
  type SearchDocument,
  searchDocuments,
  shownName,
} from '../enterprises/index.ts'
import type { Hit } from './collect.ts'
import type { EnterpriseFound } from './contract.ts'
import { codeAt } from './find-code.ts'
import { nameAt } from './find-similar.ts'
import { plainText, rangesInText } from './plain-text.ts'
import { uuidAt } from './segment.ts'

/** The hits as the store has them now. The name of a person in the name of a business is masked, and then not marked. */
export async function showHits(
  work: UnitOfWork<EnterpriseTables>,
  hits: readonly Hit[],
): Promise<EnterpriseFound[]> {
  if (hits.length === 0) return []
  const ids = hits.map((hit) => uuidAt(hit.reader.segment.ids, hit.document))
  const documents = new Map(
    (await searchDocuments(work, ids)).map((document) => [document.enterprise, document]),
  )
  const persons = await maskedPersons(work, [...documents.values()])
  return hits.flatMap((hit, at) => {
    const document = documents.get(ids[at]!)
    return document ? [shownHit(hit, document, persons.get(document.enterprise) ?? null)] : []
  })
}

async function maskedPersons(
  work: UnitOfWork<EnterpriseTables>,
  documents: readonly SearchDocument[],
): Promise<Map<string, string | null>> {
  const touched = documents.filter(
    (document) => kindOf(document.uscc, presentName(document)) === 'individual-business',
  )
  if (touched.length === 0) return new Map()
  const registrations = await findRegistrationsOf(
    work,
    touched.map((document) => document.enterprise),
  )
  return new Map(
    [...registrations].map(([enterprise, { legalRepresentative }]) => [enterprise, legalRepresentative]),
  )
}

function shownHit(hit: Hit, document: SearchDocument, person: string | null): EnterpriseFound {
  const name = presentName(document)
  const kind = kindOf(document.uscc, name)
  const shown = (text: string) => shownName(text, kind, person)
  const { text, isName } = matchedText(hit, document)
  const visible = isName ? shown(text) : text
  const positions = typeof hit.positions === 'function' ? hit.positions() : hit.positions
  return {
    enterprise: document.enterprise,
    uscc: document.uscc,
    name: shown(name),
    region: document.region,
    regionName: regionNameOf(document.region),
    industry: document.industry,
    status: document.status,
    matchedBy: hit.matchedBy,
    matchedText: text === name ? null : visible,
    highlights: visible === text ? rangesInText(text, positions) : [],
  }
}

/** The name or code that matched, as it is written. */
function matchedText(hit: Hit, document: SearchDocument): { text: string; isName: boolean } {
  const { segment } = hit.reader
  if (hit.entry < 0) {
    const code = codeAt(segment, -1 - hit.entry)
    const written = document.identifiers.find(({ value }) => plainText(value) === code)?.value
    return { text: written ?? code.toUpperCase(), isName: false }
  }
  const plain = nameAt(segment, hit.entry)
  const written = document.names.find(({ name }) => plainText(name) === plain)?.name
  return { text: written ?? presentName(document), isName: true }
}

export function regionNameOf(region: string | null): EnterpriseFound['regionName'] {
  return region === null ? null : regionPathWords(resolveRegion(region))
}

function presentName(document: SearchDocument): string {
  return (document.names.find(({ current }) => current) ?? document.names[0]!).name
}
