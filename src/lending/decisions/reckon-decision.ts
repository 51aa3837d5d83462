import type { Scorecard } from '../../credit/scoring/index.ts'
import {
  type Limit,
  type Price,
  type Product,
  reasons as productReasons,
  reckonLimit,
  reckonPrice,
} from '../products/index.ts'
import { type CompiledRuleset, evaluate, type Inputs, type RuleTrace, traceOf } from '../rules/index.ts'
import { type Decision, type DecisionReason, type Outcome, reasons, type Versions } from './contract.ts'
import { effectsOf, reasonsOf } from './rule-effects.ts'
import { type CardScore, scoreByCard } from './score-by-card.ts'
import type { Circumstances, IndicatorOf } from './sealed-inputs.ts'

/** The immutable versions that a decision rests on. */
export interface Grounds {
  scorecard: Scorecard
  ruleset: CompiledRuleset
  product: Product
}

/** A decision before its digest. */
export type Answer = Omit<Decision, 'digest'>

/**
 * Reckons a decision: score, rules, limit and price, outcome. Pure: the same inputs give the same bytes, the
 * first time and at every replay.
 */
export function reckonDecision(
  circumstances: Circumstances,
  grounds: Grounds,
  indicatorOf: IndicatorOf,
): Answer {
  const { request } = circumstances
  const { product } = grounds
  const status = circumstances.facts['enterprise.status']
  const score = scoreByCard(grounds.scorecard, indicatorOf, typeof status === 'string' ? status : null)
  const inputs = inputsOf(circumstances, grounds, score, indicatorOf)
  const rules = traceOf(evaluate(grounds.ruleset, inputs))
  const { limit, price } = limitAndPrice(circumstances, product, { inputs, rules, score })
  const { outcome, reasons: given } = conclude(product, { rules, score, limit, price })
  const shown = outcome !== 'declined'
  return {
    ...request,
    outcome,
    product: { id: product.id, zh: product.zh, en: product.en },
    creditLimitFen: shown && limit.limitFen !== null ? limit.limitFen.toString() : null,
    rateBps: shown ? price.rateBps : null,
    annualizedRateBps: shown && price.rateBps !== null ? price.annualizedRateBps : null,
    score: score.score,
    grade: score.grade,
    probabilityOfDefault: score.probabilityOfDefault,
    scoreReasons: score.reasons,
    reasons: given,
    rules,
    limitLines: limit.lines,
    priceLines: price.lines,
    versions: versionsOf(circumstances, product),
    note: referenceNote,
  }
}

/** S4 of the sources and the rules on internet loans: the bank keeps core risk control, the platform gives an input. */
const referenceNote = {
  zh: '平台测算结果供银行参考，是否授信由银行自主决定。',
  en: 'A reference reckoned by the platform; whether to lend is for the bank to decide.',
}

/** Every input that the ruleset, the limit or the price may ask for, under its name. */
function inputsOf(
  { request, facts }: Circumstances,
  { ruleset, product }: Grounds,
  score: CardScore,
  indicatorOf: IndicatorOf,
): Inputs {
  const wanted = new Set([
    ...ruleset.names,
    ...product.limitPolicy.lines.flatMap(({ input }) => input ?? []),
    ...product.limitPolicy.debts.map(({ input }) => input),
  ])
  const indicators = [...wanted]
    .filter((name) => name.startsWith('indicator.'))
    .map((name) => [name, indicatorOf(name.slice('indicator.'.length))] as const)
  return {
    ...facts,
    'application.amountFen': Number(request.amountFen),
    'application.termMonths': request.termMonths,
    'score.value': score.score,
    'score.grade': score.grade,
    'score.probabilityOfDefault': score.probabilityOfDefault,
    ...Object.fromEntries(indicators),
  }
}

function limitAndPrice(
  { request, baseRate }: Circumstances,
  product: Product,
  { inputs, rules, score }: { inputs: Inputs; rules: readonly RuleTrace[]; score: CardScore },
): { limit: Limit; price: Price } {
  const { caps, adjustments } = effectsOf(rules)
  const { termMonths } = request
  const unpriced: Price = { rateBps: null, reason: 'grade-without-margin', lines: [] }
  return {
    limit: reckonLimit(product.limitPolicy, inputs, caps),
    price:
      score.grade === null
        ? unpriced
        : reckonPrice(product.pricing, { grade: score.grade, termMonths, baseRate, adjustments }),
  }
}

/** Declined by a rule, or because too little is left; referred where a person has to look; else approved. */
function conclude(
  product: Product,
  {
    rules,
    score,
    limit,
    price,
  }: { rules: readonly RuleTrace[]; score: CardScore; limit: Limit; price: Price },
): { outcome: Outcome; reasons: DecisionReason[] } {
  const given = reasonsOf(rules)
  if (limit.limitFen !== null && limit.limitFen < BigInt(product.amountMinFen))
    given.decline.push(ownReason('limit-below-minimum'))
  if (score.notScored) {
    const { code, zh, en } = score.notScored
    given.refer.push(ownReason('enterprise-not-scored'), { code, zh, en, rule: null })
  } else if (price.rateBps === null) given.refer.push(ownReason(price.reason))
  if (limit.limitFen === null) given.refer.push(ownReason('limit-figure-missing'))

  const { decline, refer, note } = given
  if (decline.length > 0) return { outcome: 'declined', reasons: [...decline, ...refer, ...note] }
  if (refer.length > 0) return { outcome: 'referred', reasons: [...refer, ...note] }
  return { outcome: 'approved', reasons: [ownReason('decision-approved'), ...note] }
}

const ownReasons = { ...reasons, ...productReasons }

function ownReason(code: keyof typeof ownReasons): DecisionReason {
  const { zh, en } = ownReasons[code]
  return { code, zh, en, rule: null }
}

function versionsOf({ data, versions, baseRate }: Circumstances, product: Product): Versions {
  return {
    dataAsOf: data.asOf,
    indicatorMonth: data.month,
    indicatorDefinitions: data.definitions,
    ...versions,
    limitPolicy: product.limitPolicy.version,
    baseRate: baseRate && {
      name: baseRate.name,
      effectiveOn: baseRate.effectiveOn,
      rateBps: baseRate.rateBps,
    },
  }
}
