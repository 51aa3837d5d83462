/**
 * The unified social credit code, GB 32100-2015: 18 characters of an alphabet of 31 (no I, O, S, V, Z), of which
 * the last is a check character over the weights 3^(i-1) mod 31. The value of a character is its position in the
 * alphabet, not its distance from 'A'.
 */
export const usccAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** 3^(i-1) mod 31 for the places 1 to 17. */
export const usccWeights: readonly number[] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/** The check character for 17 characters of the alphabet; undefined when they are not that. */
export function usccCheckCharacter(body: string): string | undefined {
  if (body.length !== 17) return undefined
  let sum = 0
  for (const [place, weight] of usccWeights.entries()) {
    const value = usccAlphabet.indexOf(body[place]!)
    if (value < 0) return undefined
    sum += value * weight
  }
  return usccAlphabet[(31 - (sum % 31)) % 31]
}

export type ParsedUscc =
  | { uscc: string }
  | { problem: 'identifier-malformed' }
  | { problem: 'identifier-check-digit'; expected: string }

/** Reads a code as people write it: white space around it and lower case are read as what they mean. */
export function parseUscc(text: string): ParsedUscc {
  const uscc = text.trim().toUpperCase()
  if (uscc.length !== 18) return { problem: 'identifier-malformed' }
  const expected = usccCheckCharacter(uscc.slice(0, 17))
  if (expected === undefined || !usccAlphabet.includes(uscc[17]!)) return { problem: 'identifier-malformed' }
  return uscc[17] === expected ? { uscc } : { problem: 'identifier-check-digit', expected }
}

/** The sum over the first 17 places as SQL, for a check over a whole column of well-formed codes. */
export function usccRemainderSql(column: string): string {
  const terms = usccWeights.map(
    (weight, place) => `(strpos('${usccAlphabet}', ${column}[${place + 1}]) - 1) * ${weight}`,
  )
  return `((${terms.join(' + ')}) % 31)`
}

/** Whether a well-formed code ends in the right character, as SQL: the sum with the check character is 0 modulo 31. */
export function usccCheckSql(column: string): string {
  return `((${usccRemainderSql(column)} + strpos('${usccAlphabet}', ${column}[18]) - 1) % 31 = 0)`
}

/** Whether the characters are 18 of the alphabet, as SQL. */
export function usccFormSql(column: string): string {
  return `regexp_full_match(${column}, '[${usccAlphabet}]{18}')`
}
