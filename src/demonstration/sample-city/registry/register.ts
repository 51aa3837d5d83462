import { type Day, firstDayOf } from '../calendar.ts'
import type { City } from '../city.ts'
import type { Firm } from '../firm.ts'
import { brandPair, brandPairs } from '../firm-name.ts'
import type { History } from '../history.ts'
import { industries } from '../industry.ts'
import { cityName, regions } from '../region.ts'
import { unitOf } from '../stream.ts'
import { type ChangeItem, changesOf, type PlannedChange } from './change.ts'
import { type Group, groupOf, plantedKey } from './group.ts'
import shares from './ownership-shares.json' with { type: 'json' }
import { part } from './part.ts'
import {
  earlierSeat,
  laterSeat,
  managerSeat,
  nomineeSeat,
  type Person,
  personOf,
  personOfBlock,
} from './person.ts'
import { type Owner, type Stake, stakesOf } from './stake.ts'

/** What the market regulator has on file of one firm: its versions, who represented it and who owned it, and when. */
export interface Register {
  firm: Firm
  history: History
  group: Group
  place: number
  versions: readonly Version[]
  changes: readonly Change[]
  tenures: readonly Tenure[]
  holdings: readonly Holding[]
}

export interface Version {
  day: Day
  name: string
  representative: string
  capitalYuan: number
  industry: string
  address: string
  status: 'active' | 'cancelled' | 'revoked'
}

export interface Change {
  day: Day
  item: ChangeItem
  before: string
  after: string
}

/** A legal representative; `until` is null while in office. */
export interface Tenure {
  person: Person
  from: Day
  until: Day | null
}

export interface Holding {
  owner: Owner
  ratioBps: number
  since: Day
  until: Day | null
}

export function registerOf(city: City, number: number): Register {
  const firm = city.firm(number)
  const history = city.history(number)
  const group = groupOf(city, number)
  const place = group.members.indexOf(number)
  const stakes = stakesOf(group)[place]!
  const planned = changesOf(city, firm, history)
  const ended = history.ending === 'none' ? null : firstDayOf(city.span.origin + history.closesAt) + 9
  const holdings = holdingsOf(city, { firm, group, place, ended }, stakes, planned)
  const tenures = tenuresOf(firm, group, place, stakes, planned)
  const { versions, changes } = versionsOf(firm, planned, tenures, holdings)
  if (history.ending !== 'none' && ended !== null)
    versions.push({ ...versions.at(-1)!, day: ended, status: history.ending })
  return { firm, history, group, place, versions, changes, tenures, holdings }
}

function tenuresOf(
  firm: Firm,
  group: Group,
  place: number,
  stakes: readonly Stake[],
  planned: readonly PlannedChange[],
): Tenure[] {
  const first = firstRepresentative(firm, group, place, stakes)
  const tenures: Tenure[] = [{ person: first, from: firm.establishedOn, until: null }]
  for (const { day, item } of planned) {
    if (item !== 'legal-representative') continue
    tenures.at(-1)!.until = day
    const person = personOf(group, laterSeat + place * 40 + tenures.length)
    tenures.push({ person, from: day, until: null })
  }
  return tenures
}

/** The largest personal owner; where firms own it, the head of the group or a manager; a few have a nominee. */
function firstRepresentative(firm: Firm, group: Group, place: number, stakes: readonly Stake[]): Person {
  const dice = unitOf(firm.key, part.keyPersons)
  const planted = group.key === plantedKey
  if (planted && place > 0) return personOf(group, managerSeat + place)
  if (!planted && dice < shares.nomineeRepresentative) return personOfBlock(group, nomineeSeat)
  const [largest] = stakes
  if (largest?.owner.kind === 'person') return personOf(group, largest.owner.seat)
  return personOf(group, dice < 0.4 ? 0 : managerSeat + place)
}

/** Who held what when. A firm of the group that is younger than its stake took it over from an earlier person, while there was something to take. */
function holdingsOf(
  city: City,
  { firm, group, place, ended }: Pick<Register, 'firm' | 'group' | 'place'> & { ended: Day | null },
  stakes: readonly Stake[],
  planned: readonly PlannedChange[],
): Holding[] {
  const holdings: Holding[] = []
  for (const [order, { owner, ratioBps }] of stakes.entries()) {
    let since = firm.establishedOn
    if (owner.kind === 'member') {
      const founded = city.firm(group.members[owner.place]!).establishedOn + 30
      if (founded > since) {
        const earlier: Owner = { kind: 'person', seat: earlierSeat + place * 40 + order }
        const taken = ended === null || founded < ended
        holdings.push({ owner: earlier, ratioBps, since, until: taken ? founded : null })
        if (!taken) continue
        since = founded
      }
    }
    holdings.push({ owner, ratioBps, since, until: null })
  }
  let sold = 0
  for (const { day, item } of planned) {
    if (item !== 'shareholders') continue
    const last = holdings.findLast(({ owner, until }) => owner.kind === 'person' && until === null)
    if (last === undefined || last.since >= day) continue
    last.until = day
    const owner: Owner = { kind: 'person', seat: laterSeat + place * 40 + 20 + sold++ }
    holdings.push({ owner, ratioBps: last.ratioBps, since: day, until: null })
  }
  return holdings
}

function versionsOf(
  firm: Firm,
  planned: readonly PlannedChange[],
  tenures: readonly Tenure[],
  holdings: readonly Holding[],
): { versions: Version[]; changes: Change[] } {
  const count = (item: ChangeItem) => planned.filter((change) => change.item === item).length
  const renames = count('name')
  const left = { capital: count('capital'), address: count('address'), industry: count('industry') }
  const state: Version = {
    day: firm.establishedOn,
    name: renames > 0 ? formerName(firm, 0) : firm.name,
    representative: tenures[0]!.person.name,
    capitalYuan: capitalBefore(firm, left.capital),
    industry: industryBefore(firm, left.industry),
    address: addressBefore(firm, left.address),
    status: 'active',
  }
  const versions = [{ ...state }]
  const changes: Change[] = []
  let renamed = 0
  let succeeded = 0
  for (const { day, item } of planned) {
    const before = { ...state }
    if (item === 'name') state.name = ++renamed < renames ? formerName(firm, renamed) : firm.name
    if (item === 'legal-representative') state.representative = tenures[++succeeded]!.person.name
    if (item === 'capital') state.capitalYuan = capitalBefore(firm, --left.capital)
    if (item === 'industry') state.industry = industryBefore(firm, --left.industry)
    if (item === 'address') state.address = addressBefore(firm, --left.address)
    if (item === 'shareholders' && !holdings.some(({ since }) => since === day)) continue
    changes.push({ day, item, ...wordsOf(item, before, state, firm) })
    if (item === 'scope' || item === 'shareholders') continue
    state.day = day
    versions.push({ ...state })
  }
  return { versions, changes }
}

function wordsOf(
  item: ChangeItem,
  before: Version,
  after: Version,
  firm: Firm,
): { before: string; after: string } {
  const trade = industries[firm.industry]!.trades[0]!
  switch (item) {
    case 'name':
      return { before: before.name, after: after.name }
    case 'legal-representative':
      return { before: before.representative, after: after.representative }
    case 'capital':
      return { before: `${before.capitalYuan / 10_000}万元`, after: `${after.capitalYuan / 10_000}万元` }
    case 'address':
      return { before: before.address, after: after.address }
    case 'industry':
      return { before: before.industry, after: after.industry }
    case 'scope':
      return { before: `${trade}；技术服务`, after: `${trade}；技术服务；货物进出口；信息咨询` }
    case 'shareholders':
      return { before: '原股东名录', after: '新股东名录（见股东信息）' }
  }
}

/** Endings that no name of today bears, so that a former name is nobody else's name but where a story wants it. */
const formerEndings = [...'斋坞寨甸屯垌祠洲汀']

function formerName(firm: Firm, place: number): string {
  const planned = firm.story?.formerNames?.[place]
  if (planned) return planned.name
  const number = firm.number * 2 + (place % 2)
  const ending = formerEndings[Math.floor(number / brandPairs) % formerEndings.length]!
  const round = Math.floor(number / brandPairs / formerEndings.length)
  const second = round === 0 ? '' : formerEndings[round % formerEndings.length]!
  const trade = industries[firm.industry]!.trades[0]!
  return `${cityName}${brandPair(number % brandPairs)}${ending}${second}${trade}有限公司`
}

/** Capital is doubled each time that it is raised. */
function capitalBefore(firm: Firm, raises: number): number {
  return Math.max(10_000, Math.round(firm.capitalYuan / 2 ** raises))
}

function addressBefore(firm: Firm, moves: number): string {
  if (moves <= 0) return firm.address
  const region = regions.find(({ code }) => code === firm.region)!
  const house = 1 + Math.floor(unitOf(firm.key, part.changes, moves) * 288)
  return `${cityName}市${region.streets[moves % region.streets.length]!}${300 + house}号`
}

function industryBefore(firm: Firm, changes: number): string {
  const place = (firm.industry + Math.max(0, changes) * 7) % industries.length
  return industries[place]!.code
}
