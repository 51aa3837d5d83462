import assert from 'node:assert/strict'
import { measures as catalogueMeasures, type Indicator, indicators } from './catalogue.ts'
import { compileFormula } from './compile-formula.ts'
import type { NullReason } from './contract.ts'
import { createFirmFigures, type FirmFigures } from './firm-figures.ts'
import type { FirmRows } from './firm-rows.ts'
import type { Measure } from './formula.ts'
import { type PackedVector, reasonByte } from './packed-vector.ts'

/**
 * The one kernel: rows of an enterprise in, its vector out. Pure: the same rows give the same bytes, in any
 * order, alone or among all. It reuses its buffers, so an instance serves one enterprise at a time.
 */
export interface Kernel {
  /** Values of a vector. */
  readonly size: number
  /** Writes the vector of the enterprise at `index` of `out`. */
  compute(rows: FirmRows, out: PackedVector, index: number): void
  /** What was gathered of the enterprise computed last. */
  readonly figures: FirmFigures
}

export function createKernel(
  list: readonly Pick<Indicator, 'id' | 'formula'>[] = indicators,
  measures: Readonly<Record<string, Measure>> = catalogueMeasures,
): Kernel {
  const figures = createFirmFigures(
    list.map(({ formula }) => formula),
    measures,
  )
  const evaluators = list.map(({ formula }) => compileFormula(formula, measures))
  return {
    size: list.length,
    figures,
    compute: (rows, out, index) => {
      figures.take(rows)
      let at = index * list.length
      for (const evaluate of evaluators) {
        const value = evaluate(figures)
        if (typeof value === 'number') {
          if (!Number.isFinite(value)) assert.fail(`${list[at - index * list.length]!.id} is ${value}`)
          // Negative zero would be another byte for the same value.
          out.values[at] = value === 0 ? 0 : value
          out.reasons[at] = 0
        } else {
          out.values[at] = 0
          out.reasons[at] = reasonByte(value satisfies NullReason)
        }
        at++
      }
    },
  }
}
