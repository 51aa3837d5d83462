import { firstDayOf } from '../calendar.ts'
import type { City } from '../city.ts'
import type { Emit } from '../emit.ts'
import type { Firm } from '../firm.ts'
import { industries } from '../industry.ts'
import { cityName } from '../region.ts'
import { Stream } from '../stream.ts'
import { part } from './part.ts'
import type { Register } from './register.ts'
import { report } from './report.ts'
import data from './standing.json' with { type: 'json' }
import { endOf } from './supervision.ts'

const random = new Stream()

const qualificationsByTrade = industries.map(({ code }) =>
  data.qualifications.filter(({ codes }) => codes.some((start) => code.startsWith(start))),
)

/** Certificates of a firm, each from its first month; the better the firm, the likelier. A bare firm has none. */
export function emitQualifications(city: City, { firm, history }: Register, emit: Emit): boolean {
  if (firm.story?.bare) return false
  random.start(firm.key, part.standing)
  const { quality } = firm.constitution
  const lived = firstDayOf(city.span.origin)
  const end = endOf(city, history.closesAt)
  let innovative = false
  for (const { kind, share, tilt, years, months, authority, mark } of qualificationsByTrade[firm.industry]!) {
    const has = random.next() < Math.min(0.9, share * Math.exp(tilt * quality))
    let from = firm.establishedOn + Math.round(months * 30.4) + random.below(400)
    if (!has) continue
    innovative ||= kind === 'high-tech'
    for (let round = 1; from < end; round++) {
      const to = from + Math.round(years * 365.25) - 1
      const number = `${mark}${1970 + Math.floor(from / 365.2425)}45${firm.uscc.slice(-7)}${round}`
      if (to > lived)
        report(emit, 'qualification', from, [
          firm.uscc,
          number,
          kind,
          `${placeOf(authority)}${authority}`,
          from,
          to,
        ])
      from = to + 1
    }
  }
  return innovative
}

function placeOf(authority: string): string {
  return authority.endsWith('局') ? `${cityName}市` : authority.endsWith('厅') ? '邕省' : ''
}

const bidding: Readonly<Record<string, number>> = data.bidding
const projects: Readonly<Record<string, string>> = data.projects

/** Subsidies and won tenders, month by month while the firm does well enough to be given them. */
export function emitAwards(city: City, { firm, history }: Register, innovative: boolean, emit: Emit): void {
  random.start(firm.key, part.awards)
  const { span } = city
  const section = industries[firm.industry]!.code[0]!
  const good = Math.exp(0.35 * firm.constitution.quality)
  const subsidy = data.subsidyPerMonth * good * (innovative ? 4 : 1)
  const tender = (bidding[section] ?? 0.002) * good
  for (let at = firm.opensAt + 1; at < Math.min(span.length, history.closesAt); at++) {
    const healthy = history.phase[at]! < 2 && firm.growth !== 'dormant'
    const dice = random.next()
    if (!healthy || dice >= subsidy + tender) continue
    const day = firstDayOf(span.origin + at) + random.below(28)
    const number = `${at}${firm.uscc.slice(-8)}`
    const size = Math.exp(0.9 * random.normal())
    if (dice < subsidy) {
      const [department, project] = data.subsidies[random.below(data.subsidies.length)]!
      const fen = Math.round(size * (innovative ? 90_000 : 22_000)) * 100
      report(emit, 'subsidy', day, [
        firm.uscc,
        `BT-${number}`,
        `${cityName}市${department}`,
        project!,
        fen,
        day,
      ])
    } else {
      const buyer = data.buyers[random.below(data.buyers.length)]!
      const fen = Math.max(2_000_000, Math.round((firm.scaleFen * size) / 10_000) * 10_000)
      const project = projects[section] ?? '服务采购'
      report(emit, 'bidding', day, [firm.uscc, `ZC-${number}`, project, `${cityName}市${buyer}`, fen, day])
    }
  }
}

const rights: Readonly<Record<string, (string | number)[][]>> = data.rights
const rightYears: Readonly<Record<string, number>> = data.rightYears

/** Patents, marks and software by trade and quality, granted over the life of the firm. */
export function emitRights(city: City, { firm, history }: Register, emit: Emit): void {
  if (firm.story?.bare) return
  const possible = rights[industries[firm.industry]!.code[0]!]
  if (!possible) return
  random.start(firm.key, part.rights)
  const end = endOf(city, history.closesAt)
  const room = end - firm.establishedOn - 300
  for (const [kind, mean] of possible as [string, number][]) {
    const count = drawCount(mean * Math.exp(0.5 * firm.constitution.quality))
    for (let order = 1; order <= count && room > 0; order++) {
      const grantedOn = firm.establishedOn + 300 + random.below(room)
      const lapses = random.next() < 0.12
      const pledged = !lapses && kind !== 'software-copyright' && random.next() < 0.04
      report(emit, 'intellectual-property', grantedOn, [
        firm.uscc,
        `${markOf(kind)}${firm.uscc.slice(-8)}${order}`,
        kind,
        titleOf(firm, kind, order),
        grantedOn,
        grantedOn + Math.round(rightYears[kind]! * 365.25),
        pledged ? 'pledged' : lapses ? 'lapsed' : 'valid',
      ])
    }
  }
}

/** A geometric count of the given mean: most have none or one, few have many. */
function drawCount(mean: number): number {
  return Math.min(60, Math.floor(Math.log(1 - random.next()) / Math.log(mean / (1 + mean))))
}

function markOf(kind: string): string {
  return kind === 'trademark' ? 'TM' : kind === 'software-copyright' ? 'SR' : 'ZL'
}

function titleOf(firm: Firm, kind: string, order: number): string {
  const trade = industries[firm.industry]!.trades[order % industries[firm.industry]!.trades.length]!
  if (kind === 'trademark') return firm.name.slice(cityName.length, cityName.length + 2)
  if (kind === 'software-copyright') return `${trade}管理系统 V${order}.0`
  if (kind === 'design') return `${trade}包装（${order}）`
  return `一种${trade}用装置（${order}）`
}
