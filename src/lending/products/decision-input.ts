import { definitions } from '../../credit/indicators/index.ts'

/** What a ruleset or a limit policy may ask of a decision, with the type in which it comes. */
interface DecisionInput {
  type: 'number' | 'text' | 'boolean'
  unit?: string
}

const own: Readonly<Record<string, DecisionInput>> = {
  'score.value': { type: 'number' },
  'score.grade': { type: 'text' },
  'score.probabilityOfDefault': { type: 'number', unit: 'ratio' },
  'application.amountFen': { type: 'number', unit: 'fen' },
  'application.termMonths': { type: 'number' },
  'enterprise.status': { type: 'text' },
  'enterprise.industry': { type: 'text' },
  'enterprise.industrySection': { type: 'text' },
  'enterprise.region': { type: 'text' },
  'enterprise.ageMonths': { type: 'number' },
}

const indicatorUnits = new Map<string, string>(definitions.map(({ id, unit }) => [`indicator.${id}`, unit]))

/** Undefined when no decision ever has such an input. */
export function findDecisionInput(name: string): DecisionInput | undefined {
  const unit = indicatorUnits.get(name)
  return unit === undefined ? own[name] : { type: 'number', unit }
}
