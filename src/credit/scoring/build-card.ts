import type { Bin } from './binning.ts'
import type { Condition } from './component.ts'
import type { Recalibration } from './cross-validate.ts'
import type { AdditiveModel, Term } from './model-terms.ts'
import { scaleOf, toHundredths } from './scale.ts'
import { defaultScaling, type Scorecard, type ScorecardBin, type ScorecardVariable } from './scorecard.ts'
import type { FitOptions } from './training-table.ts'

const wholeCard = { id: 'all', zh: '综合', en: 'All variables' }

/** From log-odds of bad to points: the model, recalibrated, times minus the factor of the scale. */
export function buildCard(
  model: AdditiveModel,
  { slope, intercept }: Recalibration,
  options: FitOptions,
  fittedOn: Scorecard['fittedOn'],
  crossValidated: Scorecard['crossValidated'],
): Scorecard {
  const scaling = options.scaling ?? defaultScaling
  const { offset, factor } = scaleOf(scaling)
  const baseLogOdds = intercept + slope * model.intercept
  return {
    format: 'sanxin-scorecard-1',
    id: options.id ?? 'scorecard',
    version: options.version ?? 1,
    zh: options.zh ?? '评分卡',
    en: options.en ?? 'Scorecard',
    method: model.method,
    target: options.target ?? 'bad',
    scaling,
    base: toHundredths(offset - factor * baseLogOdds) / 100,
    factors: [...(options.factors ?? [wholeCard])],
    variables: model.terms.map((term) => describeTerm(term, -factor * slope, slope, options)),
    fittedOn,
    crossValidated,
  }
}

function describeTerm(
  term: Term,
  pointsPerLogOdds: number,
  slope: number,
  options: FitOptions,
): ScorecardVariable {
  const { component, weights, coefficient } = term
  const plan = options.plans?.[component.column] ?? {}
  const condition = component.when && describeCondition(component.when)
  const suffix = condition ? ` | ${condition.column} ${condition.label}` : ''
  const [zh, en] = [(plan.zh ?? component.column) + suffix, (plan.en ?? component.column) + suffix]
  return {
    name: component.column + suffix,
    column: component.column,
    when: condition,
    zh,
    en,
    factor: plan.factor ?? options.factors?.[0]?.id ?? wholeCard.id,
    kind: component.binning.kind,
    iv: component.binning.iv,
    coefficient: coefficient === null ? null : coefficient * slope,
    trend: component.binning.trend,
    reason: plan.reason ?? {
      code: `variable-${component.column}`,
      zh: `“${zh}”低于最优区间`,
      en: `${en} is not in its best range`,
    },
    bins: component.binning.bins.map((bin, index): ScorecardBin => {
      const { goods, bads, iv: _, ...rest } = bin
      return {
        label: labelOf(bin),
        ...rest,
        rows: goods + bads,
        bads,
        points: toHundredths(pointsPerLogOdds * weights[index]!) / 100,
      }
    }),
  }
}

function describeCondition({ column, bin }: Condition): NonNullable<ScorecardVariable['when']> {
  const { kind, lower, upper, categories } = bin
  return { column, label: labelOf(bin), kind, lower, upper, categories }
}

export function labelOf(bin: Pick<Bin, 'kind' | 'lower' | 'upper' | 'categories'>): string {
  if (bin.kind === 'categories') return bin.categories.join(' | ')
  if (bin.kind === 'special') return `= ${bin.lower}`
  if (bin.kind !== 'interval') return bin.kind
  if (bin.lower === null && bin.upper === null) return 'any value'
  if (bin.lower === null) return `< ${bin.upper}`
  return bin.upper === null ? `≥ ${bin.lower}` : `${bin.lower} – ${bin.upper}`
}
