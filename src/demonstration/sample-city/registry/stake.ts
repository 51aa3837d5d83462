import type { City } from '../city.ts'
import { brandPair } from '../firm-name.ts'
import { composeUscc } from '../identifier.ts'
import { cityName } from '../region.ts'
import { Stream } from '../stream.ts'
import { type Group, plantedKey } from './group.ts'
import shares from './ownership-shares.json' with { type: 'json' }
import { part } from './part.ts'
import { managerSeat, personOf, personOfBlock, tokenOf } from './person.ts'

/** Who holds: a person by seat, another firm of the group by place, or somebody from outside the city. */
export type Owner =
  | { kind: 'person'; seat: number }
  | { kind: 'investor' }
  | { kind: 'member'; place: number }
  | { kind: 'outside' | 'state' | 'foreign'; number: number }

export interface Stake {
  owner: Owner
  ratioBps: number
}

const outsideFirms = 4_000
/** Far above the numbers of the city, so that no firm of the city has such a code. */
const outsideNumber = 600_000_000

const random = new Stream()

/** The stakes in every firm of a group; each firm's add up to 10,000 basis points. */
export function stakesOf(group: Group): Stake[][] {
  random.start(group.key, part.stakes, group.origin)
  if (group.kind === 'holding') return stakesOfHolding(group)
  if (group.kind === 'family') return stakesOfFamily(group)
  return [stakesOfSingle()]
}

function stakesOfSingle(): Stake[] {
  const stakes = byPersons()
  const first = stakes[0]!
  const big = 500 * (1 + random.below(6))
  let dice = random.next()
  const join = (share: number, owner: Owner) => {
    const drawn = dice >= 0 && dice < share
    dice -= share
    if (!drawn || first.ratioBps <= big) return
    first.ratioBps -= big
    stakes.push({ owner, ratioBps: big })
  }
  join(shares.outsideHolder, { kind: 'outside', number: random.below(outsideFirms) })
  join(shares.stateHolder, { kind: 'state', number: 0 })
  join(shares.foreignHolder, { kind: 'foreign', number: random.below(500) })
  join(shares.investorOfBlock, { kind: 'investor' })
  return stakes
}

function byPersons(): Stake[] {
  const drawn = Math.floor((1 - random.next()) ** (-1 / shares.ownerTail))
  const ratios = ratiosOf(Math.min(drawn, shares.ownersMax))
  return ratios.map((ratioBps, seat) => ({ owner: { kind: 'person', seat }, ratioBps }))
}

/** Parts of a whole that are log-normal in size, in steps of ten; the first and largest takes what is left. */
function ratiosOf(count: number): readonly number[] {
  if (count === 1) return [10_000]
  if (count === 2) return shares.ratiosOfTwo[random.below(shares.ratiosOfTwo.length)]!
  const weights = Array.from({ length: count }, () => Math.exp(random.normal()))
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const ratios = weights.map((weight) => Math.max(10, Math.round((900 * weight) / sum) * 10))
  ratios.sort((left, right) => right - left)
  ratios[0]! += 10_000 - ratios.reduce((total, ratio) => total + ratio, 0)
  return ratios
}

/** Two or three relatives own all firms between them. The first owns most of each planted one. */
function stakesOfFamily(group: Group): Stake[][] {
  const relatives = random.next() < 0.6 ? 2 : 3
  const turns = group.key !== plantedKey && random.next() < 0.4
  return group.members.map((_, place) => {
    const first = turns ? place % relatives : 0
    const larger = 10_000 - random.below(5) * 1_000
    const stakes: Stake[] = [{ owner: { kind: 'person', seat: first }, ratioBps: larger }]
    const second = (first + 1) % relatives
    if (larger < 10_000) stakes.push({ owner: { kind: 'person', seat: second }, ratioBps: 10_000 - larger })
    return stakes
  })
}

/** Persons own the head, the head and other firms own the rest; now and then the last firm owns a part of the head. */
function stakesOfHolding(group: Group): Stake[][] {
  const last = group.members.length - 1
  return group.members.map((_, place) => {
    if (place === 0) return stakesOfHead(last)
    const parent = random.next() < 0.6 ? 0 : random.below(place)
    const ratioBps = shares.subsidiaryRatios[random.below(shares.subsidiaryRatios.length)]!
    const stakes: Stake[] = [{ owner: { kind: 'member', place: parent }, ratioBps }]
    const other = random.below(place)
    const rest = 10_000 - ratioBps
    if (rest > 0 && other !== parent) stakes.push({ owner: { kind: 'member', place: other }, ratioBps: rest })
    else if (rest > 0) stakes.push({ owner: { kind: 'person', seat: managerSeat + place }, ratioBps: rest })
    return stakes
  })
}

function stakesOfHead(last: number): Stake[] {
  const stakes = byPersons()
  const crossed = random.next() < shares.crossHolding
  if (!crossed || last < 3 || stakes[0]!.ratioBps < 4_000) return stakes
  const ratioBps = 500 + 100 * random.below(15)
  stakes[0]!.ratioBps -= ratioBps
  return [...stakes, { owner: { kind: 'member', place: last }, ratioBps }]
}

export interface Holder {
  id: string
  name: string
  kind: 'person' | 'enterprise' | 'state' | 'foreign'
}

export function holderOf(city: City, group: Group, owner: Owner): Holder {
  switch (owner.kind) {
    case 'person':
      return { ...personOf(group, owner.seat), kind: 'person' }
    case 'investor':
      return { ...personOfBlock(group), kind: 'person' }
    case 'member': {
      const { uscc, name } = city.firm(group.members[owner.place]!)
      return { id: uscc, name, kind: 'enterprise' }
    }
    case 'outside': {
      const business = ['投资', '控股', '创业投资', '企业管理'][owner.number % 4]!
      const name = `${places[owner.number % places.length]!}${brandPair(owner.number)}${business}有限公司`
      return { id: composeUscc('450203', outsideNumber + owner.number), name, kind: 'enterprise' }
    }
    case 'state': {
      const name = `${cityName}国有资本运营集团有限公司`
      return { id: composeUscc('450103', outsideNumber - 1), name, kind: 'state' }
    }
    case 'foreign': {
      const word = foreignWords[owner.number % foreignWords.length]!
      return {
        id: tokenOf('F', plantedKey, part.foreign, owner.number),
        name: `${word} ${owner.number} Ltd`,
        kind: 'foreign',
      }
    }
  }
}

const places = ['岭海', '湘浦', '沪滨', '蜀原', '粤湾']
const foreignWords = [
  'Harbor Lane',
  'Straits Peak',
  'Merlion Gate',
  'Pearl Delta',
  'Nine Dragons',
  'Keppel Hill',
]
