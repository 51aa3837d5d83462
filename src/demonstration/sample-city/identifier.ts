import { usccAlphabet, usccCheckCharacter } from '../../information/enterprises/index.ts'

/** Check character of an organization code: GB 11714-1997, weights 3 7 9 10 5 8 4 2, modulus 11. */
function organizationCheck(body: string): string {
  const weights = [3, 7, 9, 10, 5, 8, 4, 2]
  const numeral = (character: string) => Number.parseInt(character, 36)
  const sum = weights.reduce((total, weight, place) => total + weight * numeral(body[place]!), 0)
  const check = (11 - (sum % 11)) % 11
  return check === 10 ? 'X' : String(check)
}

/** Shares no factor with 31, so that different numbers stay different and neighbors are far apart. */
const serialStep = 548_923_421

/**
 * A valid USCC of an enterprise registered by a market regulator (91). The organization code begins with MY, far
 * from the blocks that registries have issued from (MA and the digits), so that no firm is meant.
 */
export function composeUscc(region: string, number: number): string {
  const scattered = (number * serialStep + Math.floor(31 ** 3 / 2)) % 31 ** 6
  const serial = Array.from(
    { length: 6 },
    (_, place) => usccAlphabet[Math.floor(scattered / 31 ** place) % 31]!,
  )
  const organization = `MY${serial.reverse().join('')}`
  const body = `91${region}${organization}${organizationCheck(organization)}`
  return body + usccCheckCharacter(body)
}
