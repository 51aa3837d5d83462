import { type Day, firstDayOf } from './calendar.ts'
import type { City } from './city.ts'
import type { Emit } from './emit.ts'
import type { Life } from './life.ts'
import { part } from './part.ts'
import { atOf, isDelivered } from './span.ts'
import { Stream } from './stream.ts'
import { type Tax, taxKinds } from './taxation.ts'

/** What the tax bureau delivers on the 20th of the month after. */
const deliveryDay = 19
/** Ratings of a year are published in the April after it (Announcement 40 of 2014, STA, article 21). */
const ratingMonth = 3
const random = new Stream()

/** Declarations, payments and arrears of each tax: a late payment is delivered first as unpaid, later as paid. */
export function emitTax(city: City, life: Life, emit: Emit): void {
  const { uscc } = life.firm
  const { origin } = city.span
  for (const tax of life.taxes) {
    if (!isDelivered(tax.at)) continue
    const period = origin + tax.at
    const known = firstDayOf(period + 1) + deliveryDay
    const { kind, payableFen, basisFen, filedOn, dueOn } = tax
    const late = filedOn !== null && filedOn >= known
    emit('tax-declaration', known, [uscc, kind, period, basisFen, payableFen, late ? null : filedOn, dueOn])
    if (late) emit('tax-declaration', filedOn + 1, [uscc, kind, period, basisFen, payableFen, filedOn, dueOn])
    emit('tax-payment', known, [uscc, kind, period, payableFen, tax.firstFen, tax.firstOn])
    const restOn = paidRest(city, life, tax)
    if (restOn !== null)
      emit('tax-payment', firstDayOf(origin + atOf(city.span, restOn)) + deliveryDay, [
        uscc,
        kind,
        period,
        payableFen,
        payableFen,
        restOn,
      ])
    if (tax.firstFen < payableFen) owe(uscc, tax, period, restOn, emit)
  }
  rate(city, life, emit)
  violate(city, life, emit)
}

/** Nothing is paid once the firm is closed. */
function paidRest(city: City, life: Life, tax: Tax): Day | null {
  if (tax.restOn === null || atOf(city.span, tax.restOn) >= life.history.closesAt) return null
  return tax.restOn
}

function owe(uscc: string, tax: Tax, period: number, clearedOn: Day | null, emit: Emit): void {
  const since = tax.dueOn + 1
  const known = since + 20
  const year = Math.floor(period / 12)
  const number = `QS${year}${String(period - year * 12 + 1).padStart(2, '0')}${taxKinds.indexOf(tax.kind) + 1}`
  const amount = tax.payableFen - tax.firstFen
  if (clearedOn === null || clearedOn >= known)
    emit('tax-arrears', known, [uscc, number, tax.kind, amount, since, null])
  if (clearedOn !== null)
    emit('tax-arrears', Math.max(known, clearedOn + 1), [uscc, number, tax.kind, amount, since, clearedOn])
}

/** The rating of a year by how the firm declared and paid in it; a new firm is rated M. The thresholds are ours. */
function rate(city: City, life: Life, emit: Emit): void {
  const { firm, history } = life
  const { origin, length } = city.span
  random.start(firm.key, part.violations, 1)
  for (
    let year = Math.floor((origin + life.from) / 12);
    (year + 1) * 12 + ratingMonth < origin + length;
    year++
  ) {
    const dice = random.next()
    const [first, last] = [Math.max(0, year * 12 - origin), Math.min(length, year * 12 + 12 - origin)]
    if (last <= firm.opensAt || last > history.closesAt) continue
    let late = 0
    let worst = 0
    for (const tax of life.taxes)
      if (
        tax.at >= first &&
        tax.at < last &&
        (tax.firstFen < tax.payableFen || tax.filedOn === null || tax.filedOn > tax.dueOn)
      )
        late++
    for (let at = first; at < last; at++) worst = Math.max(worst, history.phase[at]!)
    const merit = 0.6 * firm.constitution.quality + 2 * dice - 1 - 0.7 * late
    const young = year * 12 - origin < firm.opensAt && firm.opensAt > 0
    const rating = worst > 3 || late > 8 ? 'D' : young ? 'M' : merit > 0.75 ? 'A' : merit > -1.6 ? 'B' : 'C'
    const published = firstDayOf((year + 1) * 12 + ratingMonth) + 19
    emit('tax-rating', published + 5, [firm.uscc, year, rating, published])
  }
}

const violationKinds = ['未按规定期限办理纳税申报', '少缴税款', '未按规定开具发票', '虚开发票']

function violate(city: City, life: Life, emit: Emit): void {
  const { firm, history } = life
  const { origin, length } = city.span
  random.start(firm.key, part.violations)
  if (firm.story) return
  for (let at = Math.max(life.opens, firm.opensAt); at < Math.min(length, history.closesAt); at++) {
    const chance = 0.0009 * Math.exp(-0.5 * firm.constitution.quality) * (history.phase[at]! > 2 ? 6 : 1)
    if (random.next() >= chance) continue
    const kind = Math.min(3, Math.floor(4.2 * random.next() ** 1.7))
    const amount =
      kind === 0 || kind === 2 ? 0 : Math.round((firm.scaleFen * (0.02 + 0.2 * random.next())) / 1000) * 1000
    const fine = kind === 0 ? 20_000 + 10_000 * random.below(18) : Math.max(50_000, Math.round(amount / 2))
    const decided = firstDayOf(origin + at) + random.below(28)
    const number = `邕税罚〔${Math.floor((origin + at) / 12)}〕${100 + (firm.number % 89_000)}-${at}号`
    emit('tax-violation', decided + 20, [firm.uscc, number, violationKinds[kind]!, amount, fine, decided])
  }
}
