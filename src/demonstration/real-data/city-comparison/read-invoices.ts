import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { InvoiceRow } from './invoice-shape.ts'

const millisecondsOfDay = 86_400_000

/** Invoices of the contest: firm, number, date, counterparty, amount, tax, total, state. */
export function* contestInvoices(file: string): Generator<InvoiceRow> {
  for (const cells of linesOf(file)) {
    const [firm, , date, counterparty, amount, , , state] = cells
    const [year, month, day] = date!.split('/').map(Number)
    yield {
      firm: firm!,
      day: Date.UTC(year!, month! - 1, day!) / millisecondsOfDay,
      counterparty: counterparty!,
      amount: Number(amount),
      void: state!.startsWith('作废'),
    }
  }
}

/** Invoices of the city in one direction, as its generator writes them for `vat-invoice`. */
export function* cityInvoices(file: string, direction: 'sale' | 'purchase'): Generator<InvoiceRow> {
  for (const cells of linesOf(file)) {
    if (cells[1] !== direction) continue
    yield {
      firm: cells[0]!,
      day: Date.parse(`${cells[3]}T00:00:00Z`) / millisecondsOfDay,
      counterparty: cells[4]!,
      amount: Number(cells[5]),
      void: cells[8] === 'void',
    }
  }
}

/** The lines after the first, cut at the commas: neither source quotes a cell. */
function* linesOf(file: string): Generator<string[]> {
  const bytes = readFileSync(file)
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  let from = text.indexOf('\n') + 1
  while (from > 0 && from < text.length) {
    const end = text.indexOf('\n', from)
    const line = text.slice(from, end < 0 ? text.length : end).trimEnd()
    if (line !== '') yield line.split(',')
    from = end < 0 ? text.length : end + 1
  }
}
