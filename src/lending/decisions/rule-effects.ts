import type { RuleAdjustment, RuleCap } from '../products/index.ts'
import type { RuleTrace } from '../rules/index.ts'
import type { DecisionReason } from './contract.ts'

/** What the rules did to limit and price, each with the rule that did it. */
export function effectsOf(rules: readonly RuleTrace[]): { caps: RuleCap[]; adjustments: RuleAdjustment[] } {
  const caps: RuleCap[] = []
  const adjustments: RuleAdjustment[] = []
  for (const { id, zh, en, effects } of rules)
    for (const effect of effects) {
      if (effect.effect === 'cap-limit') caps.push({ id, zh, en, limitFen: BigInt(effect.limitFen) })
      if (effect.effect === 'adjust-rate' && effect.rateBps !== 0)
        adjustments.push({ id, zh, en, rateBps: effect.rateBps })
    }
  return { caps, adjustments }
}

/** The reasons of the rules by what they lead to, in the order of the ruleset. */
interface GivenReasons {
  decline: DecisionReason[]
  refer: DecisionReason[]
  note: DecisionReason[]
}

export function reasonsOf(rules: readonly RuleTrace[]): GivenReasons {
  const given: GivenReasons = { decline: [], refer: [], note: [] }
  for (const rule of rules)
    for (const effect of rule.effects) {
      if (effect.effect !== 'decline' && effect.effect !== 'refer' && effect.effect !== 'note') continue
      const { zh, en } = rule.reasons.find(({ code }) => code === effect.reason)!
      // A general reason (a value is missing) says little without the rule that it concerns.
      const general = rule.missing.length > 0 || (rule.kind === 'table' && !rule.matched)
      const words = general ? { zh: `${rule.zh}：${zh}`, en: `${rule.en}: ${en}` } : { zh, en }
      given[effect.effect].push({ code: effect.reason, ...words, rule: rule.id })
    }
  return given
}
