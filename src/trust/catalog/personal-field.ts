import type { Field } from './contract.ts'

/**
 * Whether the value of a field touches a natural person in this record. Some do only where another field says so: the
 * former name of a firm is no person's, the former representative is. A record that does not say is taken to be one's.
 */
export function isPersonalIn(
  { personal, personalWhen }: Pick<Field, 'personal' | 'personalWhen'>,
  values: Readonly<Record<string, unknown>>,
): boolean {
  if (personal !== true) return false
  const said = personalWhen && values[personalWhen.field]
  return typeof said === 'string' ? personalWhen!.codes.includes(said) : true
}
