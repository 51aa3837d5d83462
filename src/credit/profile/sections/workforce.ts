import { notesOf } from '../notes.ts'
import type { Fact } from '../section.contract.ts'
import { medianOf, peersOf } from './peer-lines.ts'
import {
  axisOf,
  fenLine,
  isEmpty,
  lastYear,
  type NoteDraft,
  numbered,
  once,
  seriesData,
  seriesOn,
  sumOf,
} from './series.ts'
import { fallingNote, yearlong } from './series-notes.ts'
import { tableNamed } from './table-panel.ts'
import { type Said, type SectionSpec, type View, worstOf } from './view.ts'
import { moneyWords } from './words.ts'

interface Contributions {
  months: readonly string[]
  headcount: (number | null)[]
  hires: (number | null)[]
  leaves: (number | null)[]
  arrears: (number | null)[]
}

export function contributionsOf(view: Pick<View, 'dossier'>): Contributions | undefined {
  return once(view.dossier, 'contributions', () => reckonContributions(view))
}

function reckonContributions(view: Pick<View, 'dossier'>): Contributions | undefined {
  const rows = view.dossier.rowsOf('social-security')
  if (rows.length === 0) return undefined
  const months = axisOf(view)
  const known = rows.map(({ values }) => String(values.period))
  const line = (field: string) => {
    const found = new Map(rows.map(({ values }) => [String(values.period), Number(values[field] ?? 0)]))
    // A month that was not delivered is unknown: nobody has no employees for a month.
    return months.map((month) => found.get(month) ?? null)
  }
  return {
    months,
    headcount: line('headcount'),
    hires: line('hires'),
    leaves: line('leaves'),
    arrears: seriesOn(
      months,
      rows.map(({ values }) => ({ month: String(values.period), value: Number(values.arrears ?? 0) })),
      known,
    ),
  }
}

function headcountChart(view: View): Said | undefined {
  const found = contributionsOf(view)
  if (!found || isEmpty(found.headcount)) return undefined
  const { months, headcount, hires, leaves } = found
  const drafts: NoteDraft[] = notesOf({ months, headcount, leaves }).map((note) => ({
    lines: note.code === 'headcount-leading-signal' ? ['headcount', 'leaves'] : ['headcount'],
    code: note.code,
    tone: note.code === 'headcount-leading-signal' ? 'orange' : 'yellow',
    from: note.from,
    to: note.to,
    title: note.title,
    text: note.text,
  }))
  const notes = numbered(drafts)
  const [medianHeads, medianLeaves] = [medianOf(view, 'headcount'), medianOf(view, 'leaves')]
  const last = headcount.findLast((value) => value !== null) ?? 0
  const yearAgo = headcount.at(-13)
  return {
    data: seriesData({
      months,
      lines: [
        {
          id: 'headcount',
          label: { zh: '参保人数', en: 'Headcount' },
          unit: 'persons',
          drawn: 'line',
          values: headcount,
          ...(medianHeads ? { median: medianHeads } : {}),
        },
        {
          id: 'leaves',
          label: { zh: '当月减员', en: 'Leavers' },
          unit: 'persons',
          drawn: 'bars',
          values: leaves,
          ...(medianLeaves ? { median: medianLeaves } : {}),
        },
        {
          id: 'hires',
          label: { zh: '当月增员', en: 'Hires' },
          unit: 'persons',
          drawn: 'bars',
          values: hires,
        },
      ],
      notes,
      peers: peersOf(view),
      recordType: 'social-security',
    }),
    tone: worstOf(notes.map(({ tone }) => tone)),
    conclusion: {
      zh: `现有参保 ${last} 人${yearAgo == null ? '' : `，一年前 ${yearAgo} 人`}；近 12 个月增 ${sumOf(lastYear(hires))} 人、减 ${sumOf(lastYear(leaves))} 人。`,
      en: `${last} insured now${yearAgo == null ? '' : `, ${yearAgo} a year ago`}; ${sumOf(lastYear(hires))} joined and ${sumOf(lastYear(leaves))} left in 12 months.`,
    },
  }
}

function arrearsFacts(view: View): Said | undefined {
  const social = view.dossier.rowsOf('social-security')
  const fund = view.dossier.rowsOf('housing-fund')
  const items: Fact[] = []
  for (const [recordType, rows, zh, en] of [
    ['social-security', social, '社保欠缴', 'Social security in arrears'],
    ['housing-fund', fund, '公积金欠缴', 'Housing fund in arrears'],
  ] as const) {
    const [newest] = rows
    if (!newest) continue
    const owing = rows.filter(({ values }) => Number(values.arrears ?? 0) > 0).length
    const amount = Number(newest.values.arrears ?? 0)
    items.push({
      id: `${recordType}-arrears`,
      label: { zh, en },
      value: { type: 'fen', value: String(amount) },
      ...(amount > 0 ? { tone: 'orange' as const } : owing > 0 ? { tone: 'yellow' as const } : {}),
      note: {
        zh: `截至 ${String(newest.values.period)}；记录中有 ${owing} 个月欠缴`,
        en: `as of ${String(newest.values.period)}; ${owing} months on record with arrears`,
      },
      origin: { recordType, key: newest.key },
    })
  }
  const rate = view.firm?.vector.values['g.ss_turn.leave_rate_12']
  if (rate !== null && rate !== undefined)
    items.push({
      id: 'leave-rate',
      label: { zh: '近 12 个月离职率', en: 'Leave rate, 12 months' },
      value: { type: 'bps', value: Math.round(rate * 1e4) },
      ...(rate >= 0.5 ? { tone: 'yellow' as const } : {}),
      origin: { recordType: 'social-security', key: null },
    })
  if (items.length === 0) return undefined
  return { data: { kind: 'facts', items }, tone: worstOf(items.map(({ tone }) => tone)), conclusion: null }
}

function fundChart(view: View): Said | undefined {
  const rows = view.dossier.rowsOf('housing-fund')
  if (rows.length === 0) return undefined
  const months = axisOf(view)
  const by = (field: string) => {
    const found = new Map(rows.map(({ values }) => [String(values.period), Number(values[field] ?? 0)]))
    return months.map((month) => found.get(month) ?? null)
  }
  const [persons, amount] = [by('headcount'), by('amount')]
  if (isEmpty(persons)) return undefined
  const watched = {
    id: 'persons',
    label: { zh: '缴存人数', en: 'Persons paid for' },
    months,
    values: persons,
    say: (count: number) => ({ zh: `${count} 人`, en: String(count) }),
  }
  const insured = contributionsOf(view)?.headcount.findLast((value) => value !== null)
  const paidFor = persons.findLast((value) => value !== null)
  const notes = numbered([
    fallingNote(watched),
    insured && paidFor != null && paidFor < insured * 0.5
      ? yearlong(watched, {
          code: 'fund-for-few',
          tone: 'blue',
          title: { zh: '公积金覆盖不足', en: 'The fund is paid for few' },
          text: {
            zh: `公积金缴存 ${paidFor} 人，社保参保 ${insured} 人，缴存面不到一半。`,
            en: `The housing fund is paid for ${paidFor}, social security for ${insured}: less than half.`,
          },
        })
      : undefined,
  ])
  return {
    data: seriesData({
      months,
      lines: [
        { id: 'persons', label: watched.label, unit: 'persons', drawn: 'line', values: persons },
        {
          id: 'amount',
          label: { zh: '缴存额', en: 'Amount paid' },
          unit: 'fen',
          drawn: 'bars',
          values: fenLine(amount),
        },
      ],
      notes,
      peers: null,
      recordType: 'housing-fund',
    }),
    tone: worstOf(notes.map(({ tone }) => tone)),
    conclusion: {
      zh: `近 12 个月缴存公积金 ${moneyWords(sumOf(lastYear(amount))).zh}。`,
      en: `${moneyWords(sumOf(lastYear(amount))).en} paid into the fund in 12 months.`,
    },
  }
}

export const workforce: SectionSpec = {
  id: 'workforce',
  zh: '用工社保',
  en: 'Workforce',
  panels: [
    {
      id: 'headcount',
      title: { zh: '参保人数与增减员', en: 'Headcount, joiners and leavers' },
      recordTypes: ['social-security'],
      compose: headcountChart,
    },
    {
      id: 'contributions',
      title: { zh: '缴费与欠缴', en: 'Contributions and arrears' },
      recordTypes: ['social-security', 'housing-fund'],
      compose: arrearsFacts,
    },
    {
      id: 'housing-fund',
      title: { zh: '住房公积金', en: 'Housing fund' },
      recordTypes: ['housing-fund'],
      compose: fundChart,
    },
    tableNamed('workforce', 'labor'),
  ],
}
