import { standardRecordType } from '../../trust/catalog/index.ts'
import { dayText, firstDayOf } from './calendar.ts'
import type { City } from './city.ts'
import { gb18030Encoder } from './delivery/gb18030.ts'
import { stories } from './story.ts'

/** What is wrong with which line of the faulty file, in the words of ingestion. */
export interface PlantedFault {
  line: number
  field: string
  reason: string
}

type Cells = Record<string, string>

/** A fault in a line that was right, and the reason for which ingestion sets the line aside. */
const faults: readonly { field: string; reason: string; spoil: (cells: Cells) => string }[] = [
  { field: 'uscc', reason: 'identifier-check-digit', spoil: ({ uscc }) => withOtherCheck(uscc!) },
  { field: 'uscc', reason: 'identifier-malformed', spoil: ({ uscc }) => uscc!.slice(0, -1) },
  { field: 'counterparty', reason: 'value-missing', spoil: () => '' },
  { field: 'amount', reason: 'amount-invalid', spoil: () => '壹万贰仟元整' },
  { field: 'issued_on', reason: 'date-invalid', spoil: ({ issued_on: day }) => `${day!.slice(0, 4)}-02-30` },
  { field: 'status', reason: 'code-unknown', spoil: () => '红冲' },
  { field: 'issued_on', reason: 'event-future', spoil: () => '2099-01-15' },
]

const goodLines = 13

/**
 * A tax office's file as it might come in by hand: titles in Chinese, GB18030, twenty invoices of planted firms that no
 * other file has, every third line spoilt in its own way. It is not delivered with the city: who wants to see what
 * becomes of bad lines uploads it as `vat-invoice`.
 */
export function faultyFile(city: City): { bytes: Uint8Array; faults: PlantedFault[] } {
  const { fields } = standardRecordType('vat-invoice')
  const planted: PlantedFault[] = []
  const lines = [fields.map(({ zh }) => zh).join(',')]
  for (let place = 0; place < goodLines + faults.length; place++) {
    const cells = goodCells(city, place)
    const fault = place % 3 === 2 || place === 19 ? faults[planted.length] : undefined
    if (fault) {
      cells[fault.field] = fault.spoil(cells)
      planted.push({ line: place + 2, field: fault.field, reason: fault.reason })
    }
    lines.push(fields.map(({ name }) => cells[name]!).join(','))
  }
  return { bytes: gb18030Encoder()(`${lines.join('\r\n')}\r\n`), faults: planted }
}

function goodCells(city: City, place: number): Cells {
  const count = Math.min(stories.length, city.count)
  const seller = city.firm(place % count)
  const month = city.span.origin + city.span.length - 1
  const amountYuan = 12_000 + place * 830
  return {
    uscc: seller.uscc,
    direction: '销项',
    invoice_number: String(99_000_001 + place),
    issued_on: dayText(firstDayOf(month) + 3 + place),
    counterparty: city.firm((place + 1) % count).name,
    amount: `${amountYuan}.00`,
    tax: `${(amountYuan * 13) / 100}`,
    total: `${(amountYuan * 113) / 100}`,
    status: '有效',
  }
}

/** The last character typed wrong. */
function withOtherCheck(uscc: string): string {
  const last = uscc.at(-1)!
  return `${uscc.slice(0, -1)}${last === '0' ? '1' : '0'}`
}
