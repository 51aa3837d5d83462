import { personName } from '../name.ts'
import { hashOf, Stream } from '../stream.ts'
import type { Group } from './group.ts'
import { part } from './part.ts'

/** A natural person of the registers: made up, and known outside the register by an opaque token alone. */
export interface Person {
  /** `P` and 16 hexadecimal digits. The same person has the same token in every record. */
  id: string
  name: string
}

/** Founders sit on the first seats; managers, later and earlier owners on those of their firm's place. */
export const managerSeat = 1_000
export const laterSeat = 20_000
export const earlierSeat = 40_000
/** Shared by the firms of a block, not of a group. */
const investorSeat = 60_000
export const nomineeSeat = 60_001

const random = new Stream()

/** The person on a seat of a group. Members of a family mostly share the surname of the first seat. */
export function personOf(group: Group, seat: number): Person {
  const { name, spare } = drawPerson(group.key, group.origin, seat)
  const related = group.kind === 'family' && seat > 0 && seat < managerSeat && spare > 0.3
  const first = related ? drawPerson(group.key, group.origin, 0).name[0]! : name[0]!
  return { id: tokenOf('P', group.key, group.origin, seat), name: first + name.slice(1) }
}

/** An investor or nominee that several firms of a block have in common. */
export function personOfBlock(group: Group, seat = investorSeat): Person {
  const { name } = drawPerson(group.key, group.block, seat)
  return { id: tokenOf('P', group.key, group.block, seat), name }
}

function drawPerson(key: number, origin: number, seat: number): { name: string; spare: number } {
  random.start(key, part.personName, origin, seat)
  return { name: personName(() => random.next()), spare: random.next() }
}

/** 64 bits from two hashes: one collision is to be expected among some five thousand million persons. */
export function tokenOf(letter: string, key: number, origin: number, seat: number): string {
  const high = hashOf(key, part.personHigh, origin, seat)
  const low = hashOf(key ^ 0x2545f491, part.personLow, seat, origin)
  return letter + hexadecimal(high) + hexadecimal(low)
}

function hexadecimal(bits: number): string {
  return (bits >>> 0).toString(16).padStart(8, '0')
}
