import { mix } from './stream.ts'

/**
 * Invertible permutations of the numbers below a bound: an unbalanced Feistel network over the next power of two, walked
 * until it falls below the bound again (Black and Rogaway, "Ciphers with Arbitrary Finite Domains", 2002). Each key
 * gives another one. So a customer finds its supplier as fast as the supplier its customer, and nobody keeps a list.
 */
export interface Domain {
  bound: number
  /** Bits of the two halves. */
  left: number
  right: number
}

export function domainOf(bound: number): Domain {
  let bits = 2
  while (2 ** bits < bound) bits++
  return { bound, left: bits >> 1, right: bits - (bits >> 1) }
}

const rounds = 4

export function permute({ bound, left, right }: Domain, key: number, number: number): number {
  const leftMask = (1 << left) - 1
  const rightMask = (1 << right) - 1
  let value = number
  do {
    let high = (value >>> right) & leftMask
    let low = value & rightMask
    for (let round = 0; round < rounds; round += 2) {
      high ^= mix(Math.imul(low + 1, 0x9e3779b1) ^ (key + round)) & leftMask
      low ^= mix(Math.imul(high + 1, 0x85ebca77) ^ (key + round + 1)) & rightMask
    }
    value = (high << right) | low
  } while (value >= bound)
  return value
}

export function invert({ bound, left, right }: Domain, key: number, number: number): number {
  const leftMask = (1 << left) - 1
  const rightMask = (1 << right) - 1
  let value = number
  do {
    let high = (value >>> right) & leftMask
    let low = value & rightMask
    for (let round = rounds - 2; round >= 0; round -= 2) {
      low ^= mix(Math.imul(high + 1, 0x85ebca77) ^ (key + round + 1)) & rightMask
      high ^= mix(Math.imul(low + 1, 0x9e3779b1) ^ (key + round)) & leftMask
    }
    value = (high << right) | low
  } while (value >= bound)
  return value
}
