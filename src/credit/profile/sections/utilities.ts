import type { Fact, Line } from '../section.contract.ts'
import type { ValueType } from '../value.contract.ts'
import { medianOf, peersOf } from './peer-lines.ts'
import {
  axisOf,
  isEmpty,
  type NoteDraft,
  numbered,
  once,
  seriesData,
  seriesOn,
  yearChange,
} from './series.ts'
import { fallingNote, idleNote, type Watched, yearlong, yearNote } from './series-notes.ts'
import { tableNamed } from './table-panel.ts'
import { salesOf } from './tax.ts'
import { type PanelSpec, type Said, type SectionSpec, type View, worstOf } from './view.ts'
import { moneyWords, percentWords, type Words } from './words.ts'

interface Meter {
  kind: string
  label: Words
  unit: ValueType
  spoken: Words
}

const meters: readonly Meter[] = [
  {
    kind: 'electricity',
    label: { zh: '用电量', en: 'Electricity' },
    unit: 'kilowatt-hours',
    spoken: { zh: '千瓦时', en: 'kWh' },
  },
  {
    kind: 'water',
    label: { zh: '用水量', en: 'Water' },
    unit: 'cubic-meters',
    spoken: { zh: '立方米', en: 'm³' },
  },
  {
    kind: 'gas',
    label: { zh: '用气量', en: 'Gas' },
    unit: 'cubic-meters',
    spoken: { zh: '立方米', en: 'm³' },
  },
]

export function quantityOf(view: Pick<View, 'dossier'>, kind: string): (number | null)[] {
  return once(view.dossier, `quantity ${kind}`, () => sumQuantities(view, kind))
}

function sumQuantities(view: Pick<View, 'dossier'>, kind: string): (number | null)[] {
  return seriesOn(
    axisOf(view),
    view.dossier
      .rowsOf('utility')
      .filter(({ values }) => values.kind === kind)
      .map(({ values }) => ({ month: String(values.period), value: Number(values.quantity ?? 0) })),
  )
}

function watched(view: View, meter: Meter): Watched {
  return {
    id: meter.kind,
    label: meter.label,
    months: axisOf(view),
    values: quantityOf(view, meter.kind),
    say: (amount) => ({
      zh: `${Math.round(amount).toLocaleString('en-US')} ${meter.spoken.zh}`,
      en: `${Math.round(amount).toLocaleString('en-US')} ${meter.spoken.en}`,
    }),
  }
}

/** Power follows production: sales that grow while the power falls are worth a question. */
function partedNote(view: View, power: Watched): NoteDraft | undefined {
  const [used, sold] = [yearChange(power.values), yearChange(salesOf(view) ?? [])]
  if (used === undefined || sold === undefined || used > -0.2 || sold < 0.1) return undefined
  return yearlong(power, {
    code: 'power-and-sales-part',
    tone: 'orange',
    title: { zh: '用电与销项背离', en: 'Power falls while sales grow' },
    text: {
      zh: `近 12 个月用电同比下降 ${percentWords(-used)}，销项却增长 ${percentWords(sold)}；请核实产能与开票的真实性。`,
      en: `Power is down ${percentWords(-used)} on the year while sales are up ${percentWords(sold)}; check whether the invoices are of real output.`,
    },
  })
}

function meterPanel(meter: Meter): PanelSpec {
  return {
    id: meter.kind,
    title: meter.label,
    recordTypes: ['utility'],
    compose: (view): Said | undefined => {
      const line = watched(view, meter)
      if (isEmpty(line.values)) return undefined
      const median = medianOf(view, meter.kind)
      const notes = numbered([
        meter.kind === 'electricity' ? partedNote(view, line) : undefined,
        fallingNote(line),
        yearNote(line),
        idleNote(line),
      ])
      const drawn: Line = {
        ...{ id: meter.kind, label: meter.label, unit: meter.unit, drawn: 'bars', values: line.values },
        ...(median ? { median } : {}),
      }
      const change = yearChange(line.values)
      return {
        data: seriesData({
          months: line.months,
          lines: [drawn],
          notes,
          peers: peersOf(view, meter.kind),
          recordType: 'utility',
        }),
        tone: worstOf(notes.map(({ tone }) => tone)),
        conclusion:
          change === undefined
            ? null
            : {
                zh: `近 12 个月${meter.label.zh}同比${change >= 0 ? '增长' : '下降'} ${percentWords(Math.abs(change))}。`,
                en: `${meter.label.en}: ${change >= 0 ? 'up' : 'down'} ${percentWords(Math.abs(change))} on the year.`,
              },
      }
    },
  }
}

function paymentFacts(view: View): Said | undefined {
  const rows = view.dossier.rowsOf('utility')
  if (rows.length === 0) return undefined
  const { day } = view.dossier
  const overdue = rows.filter(({ values }) => values.paid_on === null && String(values.due_on) < day)
  const late = rows.filter(
    ({ values }) => values.paid_on !== null && String(values.paid_on) > String(values.due_on),
  )
  const cut = rows.reduce((sum, { values }) => sum + Number(values.cut_off ?? 0), 0)
  const owed = overdue.reduce((sum, { values }) => sum + Number(values.fee ?? 0), 0)
  const origin = { recordType: 'utility', key: null }
  const items: Fact[] = [
    {
      id: 'owed',
      label: { zh: '逾期未缴费用', en: 'Bills overdue' },
      value: { type: 'fen', value: String(owed) },
      ...(owed > 0 ? { tone: 'orange' as const } : {}),
      note: { zh: `${overdue.length} 张账单`, en: `${overdue.length} bills` },
      origin,
    },
    {
      id: 'paid-late',
      label: { zh: '迟缴账单', en: 'Bills paid late' },
      value: { type: 'integer', value: late.length },
      ...(late.length >= 6 ? { tone: 'yellow' as const } : {}),
      note: { zh: `共 ${rows.length} 张账单`, en: `of ${rows.length} bills` },
      origin,
    },
    {
      id: 'cut-off',
      label: { zh: '停供天数', en: 'Days cut off' },
      value: { type: 'days', value: cut },
      ...(cut > 0 ? { tone: 'red' as const } : {}),
      origin,
    },
  ]
  return {
    data: { kind: 'facts', items },
    tone: worstOf(items.map(({ tone }) => tone)),
    conclusion:
      owed > 0
        ? {
            zh: `有 ${moneyWords(owed).zh}费用逾期未缴。`,
            en: `${moneyWords(owed).en} of bills are overdue.`,
          }
        : { zh: '没有逾期未缴的费用。', en: 'No bill is overdue.' },
  }
}

export const utilities: SectionSpec = {
  id: 'utilities',
  zh: '水电气',
  en: 'Utilities',
  panels: [
    ...meters.map(meterPanel),
    {
      id: 'payments',
      title: { zh: '缴费情况', en: 'How bills are paid' },
      recordTypes: ['utility'],
      compose: paymentFacts,
    },
    tableNamed('utilities', 'bills'),
  ],
}
