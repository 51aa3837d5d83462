import { firstDayOf } from '../calendar.ts'
import type { City } from '../city.ts'
import type { Emit } from '../emit.ts'
import { industries } from '../industry.ts'
import { Stream } from '../stream.ts'
import { part } from './part.ts'
import type { Register } from './register.ts'
import { report, reportSpell } from './report.ts'
import rates from './secured-claims.json' with { type: 'json' }

const random = new Stream()
const lease: Readonly<Record<string, number>> = rates.lease
const factoring: Readonly<Record<string, number>> = rates.factoring

/** Leased equipment, and receivables sold to factors. */
export function emitAssetFinance(city: City, register: Register, emit: Emit): void {
  const { firm, history } = register
  random.start(firm.key, part.chattels)
  const section = industries[firm.industry]!.code[0]!
  const { span } = city
  const months = Math.min(span.length, history.closesAt) - firm.opensAt - 6
  const put = (
    order: number,
    kind: string,
    party: string,
    collateral: string,
    fen: number,
    years: number,
  ) => {
    const day = firstDayOf(span.origin + firm.opensAt + 3 + random.below(months)) + random.below(28)
    const ends = day + Math.round(years * 365.25)
    const until = ends < firstDayOf(span.origin + span.length) ? ends : null
    reportSpell(emit, 'chattel-registration', day, until, (ended) => [
      ...[
        firm.uscc,
        `ZD-${firm.uscc.slice(-8)}-${kind === 'finance-lease' ? 'L' : 'F'}${order}`,
        party,
        kind,
      ],
      ...[collateral, fen, day, ends + 30, ended],
    ])
  }
  if (months < 6) return
  const size = firm.scaleFen * (0.5 + random.next())
  const round = (fen: number) => Math.max(1_000_000, Math.round(fen / 1_000_000) * 1_000_000)
  if (random.next() < (lease[section] ?? 0.01)) {
    const lessor = rates.lessors[random.below(rates.lessors.length)]!
    put(1, 'finance-lease', lessor, section === 'G' ? '营运车辆一批' : '生产设备一套', round(size), 3)
  }
  if (random.next() >= (factoring[section] ?? 0.005)) return
  const factor = rates.factors[random.below(rates.factors.length)]!
  for (let order = 1; order <= 1 + random.below(3); order++)
    put(order, 'receivable-transfer', factor, '贸易货款，明细见发票清单', round(size / 3), 0.5)
}

/** The claim of one invoice with a number of its own, registered for one factor and a month later for another. */
export function emitPlantedReceivable(city: City, { firm }: Register, emit: Emit): void {
  const sale = firm.story?.sells?.find(({ number }) => number !== undefined)
  for (const [order, factor] of (sale ? (firm.story?.receivableGivenTo ?? []) : []).entries()) {
    const month = city.span.origin + city.span.length - sale!.fromMonthsBeforeEnd
    const day = firstDayOf(month) + sale!.day + 4 + order * 31
    report(emit, 'chattel-registration', day, [
      ...[firm.uscc, `ZD-${firm.uscc.slice(-8)}-F${order + 1}`, factor, 'receivable-transfer'],
      ...[`应收账款，增值税发票号码 ${sale!.number}`, sale!.yuan * 100, day, day + 365, null],
    ])
  }
}
