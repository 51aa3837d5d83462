import type { Source } from '../../trust/catalog/index.ts'
import { parseUscc } from './uscc.ts'

/** `uscc`, `registration-number` (13 or 15 digits, before 2015), `organization-code` (GB 11714) or `local:<source>`. */
export type Scheme = string

export interface MeantIdentifier {
  scheme: Scheme
  value: string
}

const registrationNumber = /^\d{13}(\d{2})?$/
const organizationCode = /^[0-9A-Z]{8}-?[0-9X]$/

/** What a number without a source's own prefix is, by its form; undefined when it is none of the national ones. */
export function meantBy(text: string): MeantIdentifier | undefined {
  const value = text.trim().toUpperCase()
  const code = parseUscc(value)
  if ('uscc' in code) return { scheme: 'uscc', value: code.uscc }
  if (registrationNumber.test(value)) return { scheme: 'registration-number', value }
  if (organizationCode.test(value)) return { scheme: 'organization-code', value: value.replace('-', '') }
  return undefined
}

/** What a source means by the number that it delivers. */
export function schemeOf(source: Source, value: string): MeantIdentifier {
  if (source.identifierScheme !== 'uscc') return { scheme: `local:${source.id}`, value }
  return { scheme: meantBy(value)?.scheme ?? 'uscc', value }
}

/** The key under which the lake holds the rows of an identifier. */
export function subjectOf({ scheme, value }: MeantIdentifier): string {
  return scheme.startsWith('local:') ? `${scheme.slice('local:'.length)}:${value}` : value
}

/** The other way: what a key of the lake identifies. */
export function identifierOf(subject: string): MeantIdentifier {
  const colon = subject.indexOf(':')
  if (colon < 0) return { scheme: meantBy(subject)?.scheme ?? 'uscc', value: subject }
  return { scheme: `local:${subject.slice(0, colon)}`, value: subject.slice(colon + 1) }
}

/** The organization code is the places 9 to 17 of the USCC (GB 32100-2015, 4.4). */
export function organizationCodeOf(uscc: string): string {
  return uscc.slice(8, 17)
}

/** National numbers that a row gives beside its own: facts of these names, where they have the right form. */
export function mentioned(facts: Readonly<Record<string, string | null>>): MeantIdentifier[] {
  const found = ['uscc', 'registration_number', 'organization_code'].flatMap((field) => {
    const meant = facts[field] ? meantBy(facts[field]) : undefined
    return meant ? [meant] : []
  })
  return found.filter(
    (meant, place) =>
      found.findIndex((other) => other.scheme === meant.scheme && other.value === meant.value) === place,
  )
}
