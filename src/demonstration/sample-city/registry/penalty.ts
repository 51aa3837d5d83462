import { type Day, firstDayOf } from '../calendar.ts'
import type { City } from '../city.ts'
import type { Emit } from '../emit.ts'
import { industries } from '../industry.ts'
import { cityName } from '../region.ts'
import { Stream } from '../stream.ts'
import { part } from './part.ts'
import type { Register } from './register.ts'
import { report, reportSpell } from './report.ts'
import data from './supervision.json' with { type: 'json' }

interface Penalty {
  authority: string
  law: string
  mark: string
  severity: 'minor' | 'general' | 'serious'
  fineYuan: number
  decidedOn: Day
  repairedOn: Day | null
}

const random = new Stream()
const sectionRates: Readonly<Record<string, number>> = data.penaltySection

/** Penalties by trade and health; a repaired one is reported again with the day of repair, and its commitment. */
export function emitPenalties(city: City, register: Register, emit: Emit): void {
  for (const [order, penalty] of penaltiesOf(city, register).entries()) {
    const { firm } = register
    const { decidedOn, severity, fineYuan, authority } = penalty
    const year = Math.floor(1970 + decidedOn / 365.2425)
    const number = `邕${penalty.mark}〔${year}〕${1000 + ((firm.number * 7 + order) % 9_000_000)}号`
    const days = severity === 'minor' ? 90 : severity === 'general' ? 365 : 1095
    reportSpell(emit, 'penalty', decidedOn, penalty.repairedOn, (repairedOn) => [
      firm.uscc,
      number,
      `${cityName}市${authority}`,
      penalty.law,
      fineYuan === 0 ? 'warning' : 'fine',
      fineYuan * 100,
      severity,
      decidedOn,
      decidedOn + days,
      repairedOn,
    ])
    if (penalty.repairedOn === null) continue
    const madeOn = penalty.repairedOn - 20
    report(emit, 'commitment', madeOn, [
      firm.uscc,
      `XY-${firm.uscc.slice(-8)}-${order + 1}`,
      'credit-repair',
      madeOn,
      'kept',
    ])
  }
}

function penaltiesOf(city: City, { firm, history }: Register): Penalty[] {
  const { span } = city
  const end = span.origin + span.length
  const planned = firm.story?.penalty
  if (planned)
    return [
      {
        ...{ authority: '生态环境局', law: '大气污染防治法', mark: '环罚', severity: 'general' },
        fineYuan: planned.yuan,
        decidedOn: firstDayOf(end - planned.monthsBeforeEnd) + 13,
        repairedOn: firstDayOf(end - planned.repairedMonthsBeforeEnd) + 8,
      },
    ]
  if (firm.story && firm.story.course.length === 0) return []
  const section = industries[firm.industry]!.code[0]!
  const calm = Math.exp(-0.3 * firm.constitution.quality)
  const usual = data.penaltyPerMonth * (sectionRates[section] ?? 0.8) * calm
  const penalties: Penalty[] = []
  random.start(firm.key, part.penalties)
  for (let at = firm.opensAt + 1; at < Math.min(span.length, history.closesAt); at++) {
    const phase = history.phase[at]!
    if (random.next() >= usual * data.byPhase[phase]!) continue
    penalties.push(drawPenalty(section, firstDayOf(span.origin + at), phase))
  }
  return penalties
}

function drawPenalty(section: string, month: Day, phase: number): Penalty {
  const possible = data.penalties.filter(({ sections }) => sections.includes(section))
  const { authority, law, kind } = possible[random.below(possible.length)]!
  const dice = random.next() + (phase > 2 ? 0.08 : 0)
  const severity = dice < 0.36 ? 'minor' : dice < 0.92 ? 'general' : 'serious'
  const scale = { minor: 1_500, general: 14_000, serious: 160_000 }[severity]
  const warned = severity === 'minor' && random.next() < 0.6
  const fineYuan = warned ? 0 : Math.max(2, Math.round((scale * Math.exp(0.7 * random.normal())) / 100)) * 100
  const decidedOn = month + random.below(28)
  const waits = severity === 'general' ? 92 + random.below(250) : 366 + random.below(600)
  const repairs = severity === 'general' ? 0.45 : severity === 'serious' ? 0.2 : 0
  const repaired = random.next() < (phase > 2 ? repairs / 4 : repairs)
  return {
    ...{ authority, law, mark: kind, severity, fineYuan, decidedOn },
    repairedOn: repaired ? decidedOn + waits : null,
  }
}
