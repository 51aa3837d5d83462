import type { City } from './city.ts'
import { concentrations, type Firm, slotsMax } from './firm.ts'
import { consumptions, industries } from './industry.ts'
import { type Domain, domainOf, invert, permute } from './permutation.ts'
import { hashOf, unitOf } from './stream.ts'

/**
 * Who buys from whom. A firm has slots for customers; a slot passes through a few epochs, each with one customer: a firm
 * of the city or one from elsewhere. Which firm is tried for (slot, epoch, attempt) is said by a permutation of the
 * numbers, so that the customer finds the seller by its inverse. Whether the two suit each other both can tell.
 */
export const epochsMax = 3
/**
 * Firms trade mostly within their neighborhood of this many consecutive numbers. Blocks of this size, or of multiples,
 * are the fastest to generate: most of the partners are then in the block.
 */
export const neighborhoodSize = 1024
const attempts = 4
/** Every sixteenth permutation reaches across the whole city, the others stay in the neighborhood. */
const farEvery = 16
/** A customer gives one supplier at most this share of what it buys. */
const shareMax = 0.2

/** A sale of the seller's slot to a customer of the city during one epoch of the slot. */
export interface Edge {
  seller: number
  slot: number
  epoch: number
}

/** The usual share of each slot, by class of concentration and number of slots: a power law whose exponent grows with the class. */
const shares: readonly (readonly Float64Array[])[] = Array.from({ length: concentrations }, (_, place) =>
  Array.from({ length: slotsMax + 1 }, (_, count) => {
    const exponent = 0.25 * Math.exp(0.25 * place)
    const weights = Float64Array.from({ length: count }, (_, rank) => 1 / (rank + 1) ** exponent)
    const sum = weights.reduce((total, weight) => total + weight, 0)
    return weights.map((weight) => weight / sum)
  }),
)

export function usualShares({ concentration, slots }: Firm): Float64Array {
  return shares[concentration]![slots]!
}

const affinities: readonly (readonly number[])[] = industries.map((seller) =>
  industries.map((_, buyer) =>
    consumptions[buyer]!.buys.some((code) => seller.code.startsWith(code)) ? 1 : 0.3,
  ),
)

function suits(seller: Firm, slot: number, buyer: Firm, key: number): boolean {
  if (seller.number === buyer.number) return false
  const flow = seller.scaleFen * shares[seller.concentration]![seller.slots]![slot]!
  const room = buyer.scaleFen * industries[buyer.industry]!.costShare * shareMax
  if (flow > room || buyer.growth === 'dormant') return false
  return unitOf(seller.key, buyer.number, key) < affinities[seller.industry]![buyer.industry]!
}

/** Whether the slot is for firms of the city in this epoch. */
function isLocal(seller: Firm, slot: number, epoch: number): boolean {
  return unitOf(seller.key, slot, epoch, 0x51) < industries[seller.industry]!.cityShare
}

const places = slotsMax * epochsMax * attempts

function isFar(place: number): boolean {
  return place % farEvery === farEvery - 1
}

/** First number of the neighborhood in which an attempt of a firm is made: 0 where it reaches across the city. */
function startOf(number: number, place: number): number {
  return isFar(place) ? 0 : number - (number % neighborhoodSize)
}

function domainAt(city: City, start: number, place: number): Domain {
  return domains(isFar(place) ? city.count : Math.min(neighborhoodSize, city.count - start))
}

/** The keys of the permutations of one neighborhood by attempt; the last few are remembered, as its firms are looked at together. */
const remembered: { city: number; start: number; keys: Int32Array }[] = []
const rememberedMax = 64

function keysOf(city: City, number: number): Int32Array {
  const start = number - (number % neighborhoodSize)
  const place = (start / neighborhoodSize) % rememberedMax
  const known = remembered[place]
  if (known !== undefined && known.start === start && known.city === city.key) return known.keys
  const keys = Int32Array.from({ length: places }, (_, each) =>
    isFar(each) ? hashOf(city.key, each, 0x77) : hashOf(city.key, each, start),
  )
  remembered[place] = { city: city.key, start, keys }
  return keys
}

const known = new Map<number, Domain>()

function domains(bound: number): Domain {
  const domain = known.get(bound)
  if (domain !== undefined) return domain
  const made = domainOf(bound)
  known.set(bound, made)
  return made
}

/** The city's customer of a slot in an epoch; −1 when the customer is from elsewhere. */
export function customerOf(city: City, seller: Firm, slot: number, epoch: number): number {
  if (epoch >= epochsMax || !isLocal(seller, slot, epoch)) return -1
  const keys = keysOf(city, seller.number)
  for (let attempt = 0; attempt < attempts; attempt++) {
    const place = (slot * epochsMax + epoch) * attempts + attempt
    const start = startOf(seller.number, place)
    const key = keys[place]!
    const buyer = start + permute(domainAt(city, start, place), key, seller.number - start)
    if (suits(seller, slot, city.firm(buyer), key)) return buyer
  }
  return -1
}

/** All slots and epochs of other firms whose customer is this firm. Whether and when they came about is in the seller's book. */
export function suppliersOf(city: City, buyer: Firm): Edge[] {
  const edges: Edge[] = []
  const keys = keysOf(city, buyer.number)
  for (let slot = 0; slot < slotsMax; slot++)
    for (let epoch = 0; epoch < epochsMax; epoch++)
      for (let attempt = 0; attempt < attempts; attempt++) {
        const place = (slot * epochsMax + epoch) * attempts + attempt
        const start = startOf(buyer.number, place)
        const key = keys[place]!
        const domain = domainAt(city, start, place)
        const seller = city.firm(start + invert(domain, key, buyer.number - start))
        if (slot >= seller.slots || !isLocal(seller, slot, epoch)) continue
        if (!suits(seller, slot, buyer, key)) continue
        if (attempt === 0 || customerOf(city, seller, slot, epoch) === buyer.number)
          edges.push({ seller: seller.number, slot, epoch })
      }
  return edges.filter(
    (edge, place) =>
      edges.findIndex(
        (other) => other.seller === edge.seller && other.slot === edge.slot && other.epoch === edge.epoch,
      ) === place,
  )
}
