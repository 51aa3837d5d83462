import { type AdditiveRules, fitAdditive, turnChiSquare } from './additive-model.ts'
import { type Binning, binColumn, isNumeric } from './binning.ts'
import { pickRows } from './component.ts'
import { type AdditiveModel, plainComponent } from './model-terms.ts'
import type { Column, FitOptions, TrainingTable } from './training-table.ts'
import { fitWoeLogistic, fitWoeRidge, type WoeRules } from './woe-logistic-fit.ts'

export type Method = AdditiveModel['method']

/** The options with every default filled in; what a card was fitted with. */
export interface FitRules {
  binsMax: number
  binShareMin: number
  chiSquarePerBin: number
  ivMin: number
  woe: WoeRules
  additive: AdditiveRules
  plans: NonNullable<FitOptions['plans']>
}

export function fitRules(options: FitOptions, rows: number): FitRules {
  const variablesMax = options.variablesMax ?? 20
  const plans = options.plans ?? {}
  const conditionalsMax = Math.floor(variablesMax * 0.4)
  return {
    binsMax: options.binsMax ?? 8,
    binShareMin: options.binShareMin ?? 0.05,
    chiSquarePerBin: 0,
    ivMin: options.ivMin ?? 0.02,
    woe: {
      variablesMin: options.variablesMin ?? 1,
      variablesMax,
      correlationMax: 0.7,
      varianceInflationMax: 5,
      penalty: 1,
      ...(options.factors && { factorOf: (column: string) => plans[column]?.factor }),
    },
    additive: {
      variablesMax: variablesMax - conditionalsMax,
      conditionalsMax,
      rowsMin: Math.max(20, Math.ceil(rows * 0.002)),
    },
    plans,
  }
}

export interface BinnedColumn {
  column: string
  binning: Binning
}

/** Bins every candidate column on these rows alone. */
export function binColumns(
  columns: Readonly<Record<string, Column>>,
  labels: Uint8Array,
  rules: FitRules,
  method: Method,
): BinnedColumn[] {
  // Points that are fitted bin by bin are shrunk, so their bins may be finer than those of a WOE.
  const finer = method === 'additive' ? { binShareMin: rules.binShareMin * 0.4, chiSquarePerBin: 6 } : {}
  return Object.entries(columns).map(([column, values]) => {
    const plan = rules.plans[column]
    const binning = binColumn(values, labels, {
      binsMax: rules.binsMax,
      binShareMin: rules.binShareMin,
      chiSquarePerBin: rules.chiSquarePerBin,
      chiSquareOfTurn: turnChiSquare,
      preBinsMax: 64,
      ...finer,
      ...(plan?.direction && { direction: plan.direction }),
      ...(plan?.specials && { specials: plan.specials }),
    })
    return { column, binning }
  })
}

export interface ModelFit {
  model: AdditiveModel
  binned: BinnedColumn[]
  dropped: Map<string, string>
}

/** Bins, screens and fits on these rows alone: what a fold of the cross-validation does too. */
export function fitModel(
  columns: Readonly<Record<string, Column>>,
  labels: Uint8Array,
  rules: FitRules,
  method: Method,
): ModelFit {
  const binned = binColumns(columns, labels, rules, method)
  const dropped = new Map<string, string>()
  const strong = binned.filter(({ column, binning }) => {
    if (binning.iv >= rules.ivMin) return true
    dropped.set(column, 'iv')
    return false
  })
  const components = strong.map(({ column, binning }) => plainComponent(column, binning))
  if (method !== 'additive') {
    const fitWoe = method === 'woe-ridge' ? fitWoeRidge : fitWoeLogistic
    const fit = fitWoe(components, columns, labels, rules.woe)
    return { model: fit.model, binned, dropped: new Map([...dropped, ...fit.dropped]) }
  }
  const model = fitAdditive(components, columns, labels, rules.additive)
  const used = new Set(model.terms.map(({ component }) => component.column))
  for (const { column } of components) if (!used.has(column)) dropped.set(column, 'not-chosen')
  return { model, binned, dropped }
}

/** The columns that a card may use: neither excluded nor without variation. */
export function candidateColumns(
  table: TrainingTable,
  exclude: readonly string[],
): { columns: Record<string, Column>; dropped: Map<string, string> } {
  const columns: Record<string, Column> = {}
  const dropped = new Map<string, string>()
  for (const [name, column] of Object.entries(table.columns)) {
    if (exclude.includes(name)) dropped.set(name, 'excluded')
    else if (isConstant(column)) dropped.set(name, 'constant')
    else if (isIdentifier(column)) dropped.set(name, 'identifier')
    else columns[name] = column
  }
  return { columns, dropped }
}

function isConstant(column: Column): boolean {
  const first = column[0]
  for (let row = 1; row < column.length; row++) if (!Object.is(column[row], first)) return false
  return true
}

/** Texts that nearly all differ name a row; they do not describe it. */
function isIdentifier(column: Column): boolean {
  if (isNumeric(column)) return false
  const present = column.filter((value) => value !== null && value !== '')
  return new Set(present).size > Math.max(50, present.length / 2)
}

export function pickTable(
  columns: Readonly<Record<string, Column>>,
  rows: ArrayLike<number>,
): Record<string, Column> {
  return Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, pickRows(column, rows)]))
}
