import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Month } from '../../../foundation/month.ts'
import type { Progress } from '../../../foundation/progress.ts'
import { generateCity } from '../../sample-city/index.ts'
import { defaultFolder, studyInputs } from '../study-folder.ts'
import { type InvoiceRow, type InvoiceShape, shapeOf } from './invoice-shape.ts'
import { comparisonPage, comparisonText } from './present-comparison.ts'
import { cityInvoices, contestInvoices } from './read-invoices.ts'

export interface ComparisonWish {
  /** Of the contest's data. */
  folder?: string
  enterprises: number
  seed: string
  lastMonth: Month
  months: number
  /** Where the page goes, in Markdown. */
  reportFile?: string
  progress?: Progress
}

/** The same statistics of real and of made-up invoices, in both directions. */
export interface Comparison {
  enterprises: number
  seed: string
  lastMonth: Month
  months: number
  sale: { real: InvoiceShape; city: InvoiceShape }
  purchase: { real: InvoiceShape; city: InvoiceShape }
}

export interface ComparisonOutcome {
  json: Comparison
  text: { zh: string; en: string }
}

/** Sets a city's invoices beside those of the contest. It reads files alone: nothing goes into a store. */
export async function compareCity(wish: ComparisonWish): Promise<ComparisonOutcome> {
  const { folder = defaultFolder, enterprises, seed, lastMonth, months, progress } = wish
  const inputs = studyInputs(resolve(folder), 'all')
  const real = (direction: 'sale' | 'purchase') => shapeOf(contestRows(inputs, direction))
  const scratch = mkdtempSync(join(tmpdir(), 'sanxin-comparison-'))
  try {
    const city = await generateCity({
      ...{ enterprises, seed, lastMonth, months, progress },
      ...{ folder: join(scratch, 'city'), format: 'csv', recordTypes: ['vat-invoice'], clean: true },
    })
    const files = city.manifest.files
      .filter(({ recordType }) => recordType === 'vat-invoice')
      .map(({ file }) => join(city.folder, file))
    const made = (direction: 'sale' | 'purchase') => shapeOf(cityRows(files, direction))
    const comparison: Comparison = {
      ...{ enterprises, seed, lastMonth, months },
      sale: { real: real('sale'), city: made('sale') },
      purchase: { real: real('purchase'), city: made('purchase') },
    }
    if (wish.reportFile) writeFileSync(resolve(wish.reportFile), comparisonPage(comparison))
    return { json: comparison, text: comparisonText(comparison) }
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

function* contestRows(
  inputs: ReturnType<typeof studyInputs>,
  direction: 'sale' | 'purchase',
): Generator<InvoiceRow> {
  for (const { id, file } of inputs) if (id.endsWith(`${direction}-invoices`)) yield* contestInvoices(file)
}

function* cityRows(files: readonly string[], direction: 'sale' | 'purchase'): Generator<InvoiceRow> {
  for (const file of files) yield* cityInvoices(file, direction)
}
