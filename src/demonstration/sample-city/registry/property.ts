import type { Day } from '../calendar.ts'
import type { City } from '../city.ts'
import type { Emit } from '../emit.ts'
import type { Firm } from '../firm.ts'
import { industries } from '../industry.ts'
import { cityName, regions } from '../region.ts'
import { Stream } from '../stream.ts'
import { part } from './part.ts'
import data from './property.json' with { type: 'json' }
import type { Register } from './register.ts'
import { reportSpell } from './report.ts'
import { endOf } from './supervision.ts'

/** A building or a piece of land of a firm. */
export interface Property {
  number: string
  use: string
  area: number
  address: string
  acquiredOn: Day
  disposedOn: Day | null
}

const random = new Stream()
const owns: Readonly<Record<string, number>> = data.owns
const uses: Readonly<Record<string, string>> = data.uses
const vehiclesPerHead: Readonly<Record<string, number>> = data.vehiclesPerHead

/** Older and larger firms own more; a bare one nothing. */
export function propertiesOf(city: City, { firm, history }: Pick<Register, 'firm' | 'history'>): Property[] {
  if (firm.story?.bare) return []
  const industry = industries[firm.industry]!
  const section = industry.code[0]!
  random.start(firm.key, part.property)
  const end = endOf(city, history.closesAt)
  const years = (end - firm.establishedOn) / 365.25
  const size = firm.scaleFen / 100 / industry.salesYuan
  const chance = Math.min(0.85, (owns[section] ?? 0.05) * Math.min(2, years / 6) * Math.min(2.5, size ** 0.4))
  const count = random.next() < chance ? 1 + Math.min(5, Math.floor((1 - random.next()) ** -0.5) - 1) : 0
  return Array.from({ length: count }, (_, order) => drawProperty(firm, section, order, size, end))
}

function drawProperty(firm: Firm, section: string, order: number, size: number, end: Day): Property {
  const region = regions.find(({ code }) => code === firm.region)!
  const use =
    order === 0
      ? (uses[section] ?? 'office')
      : ['industrial', 'commercial', 'office', 'residential', 'land'][random.below(5)]!
  const median = use === 'industrial' ? 1_800 : use === 'land' ? 6_000 : use === 'residential' ? 110 : 260
  const acquiredOn = firm.establishedOn + 90 + random.below(Math.max(1, end - firm.establishedOn - 120))
  const sold = random.next() < 0.08
  return {
    number: `${firm.region}00${String(firm.number).padStart(7, '0')}GB${String(order + 1).padStart(5, '0')}F0001`,
    use,
    area: Math.max(30, Math.round(median * Math.sqrt(size) * Math.exp(0.6 * random.normal()))),
    address:
      order === 0 && random.next() < 0.7
        ? firm.address
        : `${cityName}市${region.streets[random.below(region.streets.length)]!}${1 + random.below(288)}号`,
    acquiredOn,
    disposedOn: sold ? acquiredOn + 400 + random.below(2_000) : null,
  }
}

export function emitProperties(firm: Firm, properties: readonly Property[], emit: Emit): void {
  for (const { number, use, area, address, acquiredOn, disposedOn } of properties)
    reportSpell(emit, 'real-estate', acquiredOn, disposedOn, (disposed) => [
      ...[firm.uscc, number, use, area, address, acquiredOn, disposed],
    ])
}

/** Vehicles by the number of people; each is given up after eight to fourteen years. */
export function emitVehicles(city: City, { firm, history }: Register, emit: Emit): void {
  const industry = industries[firm.industry]!
  const section = industry.code[0]!
  random.start(firm.key, part.vehicles)
  const people = firm.scaleFen / 100 / industry.salesPerHeadYuan
  const mean = people * (vehiclesPerHead[section] ?? 0.04)
  const count = Math.min(120, Math.floor(mean * (0.6 + 0.8 * random.next()) + random.next()))
  const end = endOf(city, history.closesAt)
  for (let order = 1; order <= count; order++) {
    const dice = random.next()
    const truck = section === 'G' ? 0.9 : 0.4
    const kind = dice < truck ? 'truck' : dice < truck + 0.05 ? 'special' : 'passenger'
    const registeredOn = firm.establishedOn + 30 + random.below(Math.max(1, end - firm.establishedOn - 60))
    const goneOn = registeredOn + 2_900 + random.below(2_200)
    reportSpell(emit, 'vehicle', registeredOn, goneOn < end ? goneOn : null, (gone) => [
      firm.uscc,
      `V-${firm.uscc.slice(-9)}-${order}`,
      kind,
      registeredOn,
      gone,
    ])
  }
}
