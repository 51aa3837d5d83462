import { usccAlphabet } from '../../information/enterprises/index.ts'

/** Weights of a USCC's first 17 places: GB 32100-2015, powers of 3 modulo 31. */
const usccWeights = Array.from({ length: 17 }, (_, place) => 3 ** place % 31)
/** Weights of an organization code's eight places: GB 11714-1997, modulus 11. */
const organizationWeights = [3, 7, 9, 10, 5, 8, 4, 2]
/** The value of a character there is its place among digits and all letters. */
const organizationValues = [...usccAlphabet].map((character) => Number.parseInt(character, 36))

/** Shares no factor with 31, so that different numbers stay different and neighbors are far apart. */
const serialStep = 548_923_421
const serials = 31 ** 6
/** Places 9 and 10. */
const block = 'MY'

/** The weighted sum over the constant places 1 to 10, by region. */
const beginnings = new Map<string, { text: string; sum: number }>()
const blockSum = [...block].reduce(
  (sum, character, place) => sum + organizationWeights[place]! * Number.parseInt(character, 36),
  0,
)

function beginningOf(region: string): { text: string; sum: number } {
  const known = beginnings.get(region)
  if (known) return known
  const text = `91${region}${block}`
  const sum = [...text].reduce(
    (total, character, place) => total + usccAlphabet.indexOf(character) * usccWeights[place]!,
    0,
  )
  const beginning = { text, sum }
  beginnings.set(region, beginning)
  return beginning
}

/**
 * A valid USCC of an enterprise registered by a market regulator (91). The organization code begins with MY, far
 * from the blocks that registries have issued from (MA and the digits), so that no firm is meant. Different numbers
 * below some sixteen million give different codes.
 */
export function composeUscc(region: string, number: number): string {
  const { text, sum } = beginningOf(region)
  let rest = (number * serialStep + Math.floor(31 ** 3 / 2)) % serials
  let organization = blockSum
  let total = sum
  let serial = ''
  for (let place = 5; place >= 0; place--) {
    const value = rest % 31
    rest = Math.floor(rest / 31)
    serial = usccAlphabet[value]! + serial
    organization += organizationWeights[place + 2]! * organizationValues[value]!
    total += usccWeights[place + 10]! * value
  }
  const check = (11 - (organization % 11)) % 11
  const mark = check === 10 ? 'X' : usccAlphabet[check]!
  total += usccWeights[16]! * usccAlphabet.indexOf(mark)
  return text + serial + mark + usccAlphabet[(31 - (total % 31)) % 31]!
}
