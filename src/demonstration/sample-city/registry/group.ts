import { type City, neighborhoodSize } from '../city.ts'
import { stories } from '../story.ts'
import { Stream, unitOf } from '../stream.ts'
import shares from './ownership-shares.json' with { type: 'json' }
import { part } from './part.ts'

/**
 * Firms that belong together, and what holds them together. Most are alone. Any member finds the whole group by itself:
 * the numbers of a neighborhood are strewn by an invertible step, runs of them are cut into groups, and no list is held.
 */
export interface Group {
  /** Key and origin together are unique; what is drawn for the group is drawn from them. */
  key: number
  origin: number
  kind: 'single' | 'family' | 'holding'
  /** Numbers of its firms; the first of a holding is its head. */
  members: readonly number[]
  /** Neighbors of a block may share an investor or a nominee without being a group. */
  block: number
}

const random = new Stream()

export function groupOf(city: City, number: number): Group {
  if (stories[number]) return plantedGroup(city, number)
  const home = Math.floor(number / neighborhoodSize)
  const first = home === 0 ? stories.length : home * neighborhoodSize
  const { count, step, inverse } = strewing(Math.min(city.count, (home + 1) * neighborhoodSize) - first)
  const position = (step * (number - first)) % count
  const within = Math.floor(position / shares.blockSize)
  const block = home * (neighborhoodSize / shares.blockSize) + within
  random.start(city.key, part.groups, block)
  const end = Math.min((within + 1) * shares.blockSize, count)
  let start = within * shares.blockSize
  let size = drawSize(end - start)
  while (position >= start + size) {
    start += size
    size = drawSize(end - start)
  }
  const members = Array.from({ length: size }, (_, place) => ((inverse * (start + place)) % count) + first)
  const family = size < 5 ? shares.familyShareOfSmallGroups : shares.familyShareOfLargeGroups
  const origin = home * neighborhoodSize + start
  const kind =
    size === 1 ? 'single' : unitOf(city.key, part.groupKind, origin) < family ? 'family' : 'holding'
  return { key: city.key, origin, kind, members, block }
}

/** Planted firms draw their people from a key of their own, so that they are the same in every city. */
export const plantedKey = 0x5e3d

/** Planted firms of one `family` belong together; the others are alone. */
function plantedGroup(city: City, number: number): Group {
  const family = stories[number]!.family
  const members = family
    ? stories.flatMap((story, other) => (story.family === family && other < city.count ? [other] : []))
    : [number]
  const origin = members[0]!
  return { key: plantedKey, origin, kind: family ? 'family' : 'single', members, block: origin }
}

/** A discrete Pareto law: sizes above some number are rarer by a power of it. */
function drawSize(room: number): number {
  const size = Math.floor((1 - random.next()) ** (-1 / shares.groupTail))
  return Math.min(size, room, shares.groupSizeMax)
}

/** `position = step × number mod count` visits each position once, because the step shares no factor with the count. */
function strewing(count: number): { count: number; step: number; inverse: number } {
  let step = Math.max(1, Math.floor(count * 0.618))
  let inverse = inverseModulo(step, count)
  while (inverse === undefined) inverse = inverseModulo(++step, count)
  return { count, step, inverse }
}

/** By the extended Euclidean algorithm; undefined when the two share a factor. */
function inverseModulo(value: number, modulus: number): number | undefined {
  let [previous, current] = [modulus, value % modulus]
  let [before, now] = [0, 1]
  while (current !== 0) {
    const times = Math.floor(previous / current)
    ;[previous, current] = [current, previous - times * current]
    ;[before, now] = [now, before - times * now]
  }
  if (previous !== 1) return modulus === 1 ? 0 : undefined
  return ((before % modulus) + modulus) % modulus
}
