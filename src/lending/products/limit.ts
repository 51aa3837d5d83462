import { type Fen, formatYuan } from '../../foundation/money.ts'
import type { LimitLine, LimitLineTrace, LimitPolicy } from './contract.ts'

/** The figures that a limit rests on, by input name; money in fen, null is missing. */
export type Figures = Readonly<Record<string, number | string | boolean | null | undefined>>

/** A cap that a rule set. */
export interface RuleCap {
  id: string
  zh: string
  en: string
  limitFen: Fen
}

export interface Limit {
  /** Null when a figure is missing that the policy cannot do without. */
  limitFen: Fen | null
  lines: LimitLineTrace[]
}

interface Reckoned {
  line: LimitLineTrace
  amountFen: Fen | 'missing' | 'skipped'
}

/**
 * The limit is the least of all lines, rounded down to whole steps; never below zero. A line that cannot be
 * reckoned is left out only where the policy says so.
 */
export function reckonLimit(policy: LimitPolicy, figures: Figures, caps: readonly RuleCap[]): Limit {
  const reckoned = [
    ...policy.lines.map((line) => reckonLine(line, policy, figures)),
    ...caps.map(
      ({ id, zh, en, limitFen }): Reckoned => ({
        line: written(`rule:${id}`, { zh, en }, limitFen, yuan(limitFen)),
        amountFen: limitFen,
      }),
    ),
  ]
  const amounts = reckoned.flatMap(({ amountFen }) => (typeof amountFen === 'bigint' ? [amountFen] : []))
  const complete = amounts.length > 0 && reckoned.every(({ amountFen }) => amountFen !== 'missing')
  if (!complete) return { limitFen: null, lines: reckoned.map(({ line }) => line) }

  const least = amounts.toSorted((left, right) => (left < right ? -1 : 1))[0]!
  const binding = reckoned.findIndex(({ amountFen }) => amountFen === least)
  const step = BigInt(policy.stepFen)
  const limitFen = step > 1n ? (least / step) * step : least
  return { limitFen, lines: reckoned.map(({ line }, index) => ({ ...line, binding: index === binding })) }
}

interface Words {
  zh: string
  en: string
}

const yuan = (amount: Fen): Words => ({ zh: `${grouped(amount)} 元`, en: `${grouped(amount)} yuan` })

function grouped(amount: Fen): string {
  return formatYuan(amount).replace(/\B(?=(\d{3})+\.)/g, ',')
}

function written(id: string, { zh, en }: Words, amountFen: Fen | null, formula: Words): LimitLineTrace {
  return { id, zh, en, amountFen: amountFen === null ? null : amountFen.toString(), formula, binding: false }
}

/** A figure in whole fen: fractions of a fen in a mean are cut off; text that is money counts too. */
function fenOf(figures: Figures, input: string): Fen | null {
  const figure = figures[input]
  return typeof figure === 'number' ? BigInt(Math.floor(figure)) : null
}

function reckonLine(line: LimitLine, policy: LimitPolicy, figures: Figures): Reckoned {
  const missing = (formula: Words): Reckoned => ({
    line: written(line.id, line, null, formula),
    amountFen: line.missing === 'skip' ? 'skipped' : 'missing',
  })
  let amount: Fen
  let formula: Words
  if (line.fixedFen !== undefined) {
    amount = BigInt(line.fixedFen)
    formula = yuan(amount)
  } else {
    const figure = fenOf(figures, line.input!) ?? (line.missing === 'zero' ? 0n : null)
    if (figure === null) return missing({ zh: '数据缺失', en: 'the figure is missing' })
    const percent = BigInt(line.percent!)
    amount = (figure * percent) / 100n
    formula =
      percent === 100n
        ? yuan(figure)
        : { zh: `${yuan(figure).zh} × ${percent} %`, en: `${yuan(figure).en} × ${percent} %` }
  }
  for (const id of line.less) {
    const debt = policy.debts.find((entry) => entry.id === id)!
    const owed = fenOf(figures, debt.input) ?? (debt.missing === 'refer' ? null : 0n)
    if (owed === null) return missing({ zh: `${debt.zh}：数据缺失`, en: `${debt.en}: the figure is missing` })
    amount -= owed
    formula = {
      zh: `${formula.zh} − ${debt.zh} ${yuan(owed).zh}`,
      en: `${formula.en} − ${debt.en} ${yuan(owed).en}`,
    }
  }
  const allowed = amount < 0n ? 0n : amount
  return { line: written(line.id, line, allowed, formula), amountFen: allowed }
}
