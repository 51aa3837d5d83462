import type { Description } from './description.ts'

/** How often values occur, so that to agree on a rare one says more than to agree on a common one. */
export interface Frequencies {
  /** How many names have a pair of characters. */
  pairCount: (code: number) => number
  /** Share of records with this value, and the chance that two records agree on any value. */
  name: ValueFrequency
  person: ValueFrequency
  capital: ValueFrequency
}

export interface ValueFrequency {
  shareOf: (value: string) => number
  agreement: number
}

/** Also weighs the pairs of characters of each name: the fewer names have one, the more it says. */
export function countFrequencies(records: readonly Description[]): Frequencies {
  const pairs = new Map<number, number>()
  let names = 0
  for (const record of records)
    for (const name of record.names) {
      names++
      for (const code of name.pairs) pairs.set(code, (pairs.get(code) ?? 0) + 1)
    }
  for (const record of records)
    for (const name of record.names) {
      let sum = 0
      for (const [place, code] of name.pairs.entries()) {
        const squared = Math.log1p(names / pairs.get(code)!) ** 2
        name.weights[place] = squared
        sum += squared
      }
      name.norm = Math.sqrt(sum)
    }
  return {
    pairCount: (code) => pairs.get(code) ?? 0,
    name: valueFrequency(records, (record) => record.names[0]?.core ?? ''),
    person: valueFrequency(records, (record) => record.person),
    capital: valueFrequency(records, (record) => record.capital),
  }
}

function valueFrequency(
  records: readonly Description[],
  valueOf: (record: Description) => string,
): ValueFrequency {
  const counts = new Map<string, number>()
  let known = 0
  for (const record of records) {
    const value = valueOf(record)
    if (value === '') continue
    known++
    counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  let agreement = 0
  for (const count of counts.values()) agreement += (count / known) ** 2
  return { shareOf: (value) => (counts.get(value) ?? 1) / Math.max(1, known), agreement }
}
