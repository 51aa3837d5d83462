import {
  type AdditiveFit,
  boostComponents,
  type Coded,
  derivatives,
  settleOnTrends,
  shrinkage,
  startAdditiveFit,
} from './additive-fit.ts'
import { type Bin, type Binning, type BinningOptions, binNumbers, isNumeric } from './binning.ts'
import { type Component, encodeComponent, pickRows } from './component.ts'
import type { AdditiveModel } from './model-terms.ts'
import { cutIntoPreBins } from './pre-bins.ts'
import type { Column } from './training-table.ts'
import { weightOfEvidence } from './weight-of-evidence.ts'

export interface AdditiveRules {
  /** Components without a condition, and those with one. */
  variablesMax: number
  conditionalsMax: number
  /** Smallest number of rows in a bin of a conditional component. */
  rowsMin: number
}

/** A condition must hold in so many rows, so many of them bad, to be worth a component of its own. */
const conditionRowsMin = 100
const conditionBadsMin = 10
/** A turn must be clear of chance: one degree of freedom at p = 0.001. */
export const turnChiSquare = 10.828

/**
 * Points fitted bin by bin, all components together: first the columns by themselves, then, on what they leave
 * unexplained, columns within one bin of another column ("sales to assets, where interest cover is missing").
 * What results is still a scorecard: every bin has its points, and they are added up.
 */
export function fitAdditive(
  components: readonly Component[],
  columns: Readonly<Record<string, Column>>,
  labels: Uint8Array,
  rules: AdditiveRules,
): AdditiveModel {
  const coded = components.map((component) => codeComponent(component, columns))
  const fit = startAdditiveFit(labels)
  const kept = boostComponents(coded, labels, fit, { steps: 200, componentsMax: rules.variablesMax })
  let chosen = kept.map((index) => components[index]!)
  let current: AdditiveFit = { ...fit, weights: kept.map((index) => fit.weights[index]!) }
  const fields = fineCodes(components, columns, labels)
  const rounds = 3
  for (let round = 1; round <= rounds; round++) {
    const found = findConditionals(chosen, fields, columns, labels, current, rules)
    const all = [...chosen, ...found.filter(({ name }) => !chosen.some((other) => other.name === name))]
    const allCoded = all.map((component) => codeComponent(component, columns))
    const componentsMax = kept.length + Math.ceil((rules.conditionalsMax * round) / rounds)
    const used = boostComponents(allCoded, labels, current, { steps: 100, componentsMax })
    chosen = used.map((index) => all[index]!)
    current = { ...current, weights: used.map((index) => current.weights[index]!) }
  }
  settleOnTrends(
    chosen.map((component) => codeComponent(component, columns)),
    labels,
    current,
  )
  return {
    method: 'additive',
    intercept: current.intercept,
    terms: chosen.map((component, index) => ({
      component,
      coefficient: null,
      weights: current.weights[index]!,
    })),
  }
}

function codeComponent(component: Component, columns: Readonly<Record<string, Column>>): Coded {
  const { bins, trend } = component.binning
  const intervals = bins.filter((bin) => bin.kind === 'interval')
  const woes = intervals.map((bin) => bin.woe)
  return {
    codes: encodeComponent(component, columns),
    bins: bins.length,
    intervals: intervals.length,
    trend,
    turn: woes.indexOf(trend === 'valley' ? Math.min(...woes) : Math.max(...woes)),
    silent: bins.findIndex((bin) => bin.kind === 'not-applicable'),
  }
}

interface FineCodes {
  column: string
  codes: Uint8Array
}

const fineCells = 16

/** Numeric columns in sixteen cells, for the search; rows without a number are the seventeenth. */
function fineCodes(
  components: readonly Component[],
  columns: Readonly<Record<string, Column>>,
  labels: Uint8Array,
): FineCodes[] {
  return components.flatMap(({ column }) => {
    const values = columns[column]!
    if (!isNumeric(values)) return []
    const { cellOf } = cutIntoPreBins(values, labels, fineCells)
    return [{ column, codes: Uint8Array.from(cellOf, (cell) => Math.min(cell, 2 * fineCells)) }]
  })
}

interface Found {
  gate: Component
  bin: number
  column: string
  gain: number
}

/** The pairs of a condition and a column with the largest gain of one cut, then binned within their condition. */
function findConditionals(
  chosen: readonly Component[],
  fields: readonly FineCodes[],
  columns: Readonly<Record<string, Column>>,
  labels: Uint8Array,
  fit: AdditiveFit,
  rules: AdditiveRules,
): Component[] {
  const { slope, bend } = derivatives(labels, fit.eta)
  const found: Found[] = []
  for (const gate of chosen) {
    if (gate.when) continue
    const codes = encodeComponent(gate, columns)
    for (const field of fields)
      if (field.column !== gate.column)
        found.push(...bestCuts(gate, codes, field, { slope, bend }, labels, rules))
  }
  found.sort((left, right) => right.gain - left.gain)
  return found
    .slice(0, 5 * rules.conditionalsMax)
    .flatMap((place) => binWithin(place, columns, labels, rules))
}

/** For each bin of the gate, the gain of the best single cut of the field within it. */
function bestCuts(
  gate: Component,
  gateCodes: Uint8Array,
  field: FineCodes,
  { slope, bend }: { slope: Float64Array; bend: Float64Array },
  labels: Uint8Array,
  rules: AdditiveRules,
): Found[] {
  const width = 2 * fineCells + 1
  const size = gate.binning.bins.length * width
  const sums = { slope: new Float64Array(size), bend: new Float64Array(size), rows: new Float64Array(size) }
  for (let row = 0; row < labels.length; row++) {
    const cell = gateCodes[row]! * width + field.codes[row]!
    sums.slope[cell] = sums.slope[cell]! + slope[row]!
    sums.bend[cell] = sums.bend[cell]! + bend[row]!
    sums.rows[cell] = sums.rows[cell]! + 1
  }
  return gate.binning.bins.flatMap((bin, index) => {
    if (!isCondition(bin)) return []
    const at = (values: Float64Array) => values.subarray(index * width, (index + 1) * width)
    const gain = bestCutGain(at(sums.slope), at(sums.bend), at(sums.rows), rules.rowsMin)
    return gain > 0 ? [{ gate, bin: index, column: field.column, gain }] : []
  })
}

function isCondition(bin: Bin): boolean {
  const isNamed =
    bin.kind === 'interval' || bin.kind === 'missing' || bin.kind === 'special' || bin.kind === 'categories'
  return isNamed && bin.goods + bin.bads >= conditionRowsMin && bin.bads >= conditionBadsMin
}

function bestCutGain(slope: Float64Array, bend: Float64Array, rows: Float64Array, rowsMin: number): number {
  const add = (left: number, right: number) => left + right
  const all = { slope: slope.reduce(add, 0), bend: bend.reduce(add, 0), rows: rows.reduce(add, 0) }
  const worth = (s: number, b: number) => s ** 2 / (b + shrinkage)
  let best = 0
  const below = { slope: 0, bend: 0, rows: 0 }
  for (let cell = 0; cell < slope.length - 1; cell++) {
    below.slope += slope[cell]!
    below.bend += bend[cell]!
    below.rows += rows[cell]!
    if (below.rows < rowsMin || all.rows - below.rows < rowsMin) continue
    const gain =
      worth(below.slope, below.bend) +
      worth(all.slope - below.slope, all.bend - below.bend) -
      worth(all.slope, all.bend)
    best = Math.max(best, gain)
  }
  return best
}

function binWithin(
  { gate, bin, column }: Found,
  columns: Readonly<Record<string, Column>>,
  labels: Uint8Array,
  rules: AdditiveRules,
): Component[] {
  const gateCodes = encodeComponent(gate, columns)
  const rows: number[] = []
  gateCodes.forEach((code, row) => {
    if (code === bin) rows.push(row)
  })
  const within = Uint8Array.from(rows, (row) => labels[row]!)
  const options: BinningOptions = {
    binsMax: 3,
    binShareMin: Math.min(0.5, rules.rowsMin / rows.length),
    chiSquarePerBin: 4,
    chiSquareOfTurn: turnChiSquare,
    preBinsMax: 32,
  }
  const binning = binNumbers(pickRows(columns[column]!, rows) as Float64Array, within, options)
  if (binning.bins.filter(({ kind }) => kind === 'interval').length < 2) return []
  const condition = { column: gate.column, bin: gate.binning.bins[bin]! }
  return [
    {
      name: `${column} | ${gate.column} #${bin}`,
      column,
      when: condition,
      binning: outsideAdded(binning, labels),
    },
  ]
}

/** WOE against all rows, and a bin for the rows where the condition does not hold. */
function outsideAdded(binning: Binning, labels: Uint8Array): Binning {
  let bads = 0
  for (const label of labels) bads += label
  const all = { goods: labels.length - bads, bads }
  const inside = binning.bins.reduce(
    (sum, bin) => ({ goods: sum.goods + bin.goods, bads: sum.bads + bin.bads }),
    {
      goods: 0,
      bads: 0,
    },
  )
  const rest = { goods: all.goods - inside.goods, bads: all.bads - inside.bads }
  const silent: Bin = {
    kind: 'not-applicable',
    lower: null,
    upper: null,
    categories: [],
    ...rest,
    woe: 0,
    iv: 0,
  }
  const bins = binning.bins.map((bin) => {
    const woe = weightOfEvidence(bin, all)
    return { ...bin, woe, iv: (bin.goods / all.goods - bin.bads / all.bads) * woe }
  })
  bins.push(silent)
  return { ...binning, bins, iv: bins.reduce((sum, bin) => sum + bin.iv, 0) }
}
