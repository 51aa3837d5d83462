import type { City } from './city.ts'
import { brandPair, brandPairs } from './firm-name.ts'
import { industries } from './industry.ts'
import { mix } from './stream.ts'

/**
 * A customer or supplier as a number: that of a firm of the city, or a negative one for an enterprise from elsewhere in
 * the same made-up country, or abroad. The same number is the same enterprise to everybody.
 */
const elsewhere = ['岭海', '湘浦', '滇源', '黔溪', '闽屿', '沪滨', '蜀原', '楚泽', '粤湾', '琼岛']
/** Guangxi trades most with its neighbor; the order and the weights are ours. */
const countries = ['越南', '越南', '越南', '泰国', '马来西亚', '印度尼西亚', '美国', '德国', '日本', '菲律宾']
const trades = industries.flatMap((industry) => industry.trades)

const outsiders = elsewhere.length * Math.min(5000, brandPairs)
const foreigners = 1000

export function outsider(hash: number): number {
  return -1 - ((hash >>> 0) % outsiders)
}

export function foreigner(hash: number): number {
  return -1 - outsiders - ((hash >>> 0) % foreigners)
}

export function isForeign(partner: number): boolean {
  return partner < -outsiders
}

const names: (string | undefined)[] = []

export function partnerName(city: City, partner: number): string {
  if (partner >= 0) return city.firm(partner).name
  const place = -1 - partner
  const known = names[place]
  if (known !== undefined) return known
  const name = isForeign(partner) ? foreignName(place - outsiders) : outsideName(place)
  names[place] = name
  return name
}

/** Of a firm of the city only: others are in the registries of other places. */
export function partnerUscc(city: City, partner: number): string | null {
  return partner >= 0 ? city.firm(partner).uscc : null
}

export function countryOf(partner: number): string {
  return countries[(-1 - partner - outsiders) % countries.length]!
}

/** Place and brand together are of one enterprise only. */
function outsideName(number: number): string {
  const trade = trades[(mix(number) >>> 0) % trades.length]!
  return `${elsewhere[number % elsewhere.length]}${brandPair(Math.floor(number / elsewhere.length))}${trade}有限公司`
}

function foreignName(number: number): string {
  return `${countries[number % countries.length]}${brandPair(number)}贸易有限公司`
}
