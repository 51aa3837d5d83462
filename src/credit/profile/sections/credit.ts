import type { RecordRow } from '../../../information/records/index.ts'
import type { LoanPanel } from '../contract.ts'
import type { DossierRow } from '../dossier/dossier.ts'
import { loanPanelOn } from '../loan-panel.ts'
import type { Fact, Row } from '../section.contract.ts'
import type { Tone } from '../value.contract.ts'
import { axisOf, fenLine, isEmpty, seriesData, seriesOn } from './series.ts'
import { tableNamed } from './table-panel.ts'
import { type Said, type SectionSpec, type View, worstOf } from './view.ts'
import { moneyWords } from './words.ts'

/** The loans of an enterprise on the day that is looked from. */
export function loansOf(view: View): LoanPanel | undefined {
  const { dossier } = view
  const asRows = (rows: readonly DossierRow[]) => rows as unknown as readonly Pick<RecordRow, 'values'>[]
  return loanPanelOn(asRows(dossier.rowsOf('loan')), asRows(dossier.rowsOf('repayment')), dossier.day)
}

function creditFacts(view: View): Said | undefined {
  const loans = loansOf(view)
  const guarantees = view.dossier.rowsOf('guarantee').filter(({ values }) => values.ended_on === null)
  if (!loans && guarantees.length === 0) return undefined
  const guaranteed = guarantees.reduce((sum, { values }) => sum + Number(values.amount ?? 0), 0)
  const origin = { recordType: 'loan', key: null }
  const items: Fact[] = loans
    ? [
        {
          id: 'balance',
          label: { zh: '贷款余额', en: 'Owed on loans' },
          value: { type: 'fen', value: loans.balanceFen },
          note: {
            zh: `${loans.openLoans} 笔，${loans.lenders} 家机构`,
            en: `${loans.openLoans} loans, ${loans.lenders} lenders`,
          },
          origin,
        },
        {
          id: 'overdue-now',
          label: { zh: '当前逾期笔数', en: 'Loans overdue now' },
          value: { type: 'integer', value: loans.overdueNow },
          ...(loans.overdueNow > 0 ? { tone: 'red' as const } : {}),
          origin: { recordType: 'repayment', key: null },
        },
        {
          id: 'overdue-worst',
          label: { zh: '历史最长逾期', en: 'Longest overdue ever' },
          value: { type: 'days', value: loans.worstOverdueDays },
          ...toneOfDays(loans.worstOverdueDays),
          origin: { recordType: 'repayment', key: null },
        },
      ]
    : []
  if (view.dossier.open.has('guarantee'))
    items.push({
      id: 'guaranteed',
      label: { zh: '对外担保余额', en: 'Guaranteed for others' },
      value: { type: 'fen', value: String(guaranteed) },
      ...(guaranteed > 0 ? { tone: 'yellow' as const } : {}),
      note: { zh: `${guarantees.length} 笔在保`, en: `${guarantees.length} in force` },
      origin: { recordType: 'guarantee', key: null },
    })
  return {
    data: { kind: 'facts', items },
    tone: worstOf(items.map(({ tone }) => tone)),
    conclusion: loans
      ? {
          zh: `现有贷款 ${loans.openLoans} 笔，余额 ${moneyWords(Number(loans.balanceFen)).zh}。`,
          en: `${loans.openLoans} open loans, ${moneyWords(Number(loans.balanceFen)).en} owed.`,
        }
      : null,
  }
}

function toneOfDays(days: number): { tone?: Tone } {
  if (days > 90) return { tone: 'red' }
  if (days > 30) return { tone: 'orange' }
  return days > 0 ? { tone: 'yellow' } : {}
}

function loanTable(view: View): Said | undefined {
  const loans = loansOf(view)
  if (!loans) return undefined
  const keys = new Map(
    view.dossier.rowsOf('loan').map(({ key, values }) => [String(values.loan_number).slice(-4), key]),
  )
  const rows: Row[] = loans.items.map((item) => ({
    key: item.loanNumber,
    cells: [
      { type: 'text', value: item.loanNumber },
      { type: 'text', value: item.lender },
      { type: 'fen', value: item.principalFen },
      { type: 'fen', value: item.balanceFen },
      { type: 'bps', value: item.rateBps },
      { type: 'date', value: item.startedOn },
      { type: 'date', value: item.dueOn },
      { type: 'days', value: item.overdueDaysMax },
    ],
    ...toneOfDays(item.overdueDaysMax),
    origin: { recordType: 'loan', key: keys.get(item.loanNumber) ?? null },
  }))
  return {
    data: {
      kind: 'table',
      columns: [
        { id: 'number', label: { zh: '编号末四位', en: 'Number ends in' }, type: 'text' },
        { id: 'lender', label: { zh: '机构', en: 'Lender' }, type: 'text' },
        { id: 'principal', label: { zh: '本金', en: 'Principal' }, type: 'fen' },
        { id: 'balance', label: { zh: '余额', en: 'Owed' }, type: 'fen' },
        { id: 'rate', label: { zh: '年化利率（单利）', en: 'Annual rate' }, type: 'bps' },
        { id: 'started', label: { zh: '放款日', en: 'Started' }, type: 'date' },
        { id: 'due', label: { zh: '到期日', en: 'Due' }, type: 'date' },
        { id: 'overdue', label: { zh: '最长逾期', en: 'Longest overdue' }, type: 'days' },
      ],
      rows,
      total: view.dossier.totalOf('loan'),
    },
    tone: worstOf(rows.map(({ tone }) => tone)),
    conclusion: null,
  }
}

function repaymentChart(view: View): Said | undefined {
  const rows = view.dossier.rowsOf('repayment')
  const months = axisOf(view)
  const by = (field: string) =>
    seriesOn(
      months,
      rows.map(({ values }) => ({
        month: String(values.due_on).slice(0, 7),
        value: Number(values[field] ?? 0),
      })),
    )
  const [due, paid] = [by('due_amount'), by('paid_amount')]
  if (isEmpty(due)) return undefined
  return {
    data: seriesData({
      months,
      lines: [
        { id: 'due', label: { zh: '应还', en: 'Due' }, unit: 'fen', drawn: 'bars', values: fenLine(due) },
        { id: 'paid', label: { zh: '实还', en: 'Paid' }, unit: 'fen', drawn: 'bars', values: fenLine(paid) },
      ],
      notes: [],
      peers: null,
      recordType: 'repayment',
    }),
    conclusion: null,
  }
}

export const credit: SectionSpec = {
  id: 'credit',
  zh: '信贷与担保',
  en: 'Credit and guarantees',
  panels: [
    {
      id: 'summary',
      title: { zh: '信贷概要', en: 'Credit in short' },
      recordTypes: ['loan', 'repayment', 'guarantee'],
      compose: creditFacts,
    },
    {
      id: 'loans',
      title: { zh: '贷款', en: 'Loans' },
      recordTypes: ['loan', 'repayment'],
      compose: loanTable,
    },
    {
      id: 'repayments',
      title: { zh: '还款', en: 'Repayments' },
      recordTypes: ['repayment'],
      compose: repaymentChart,
    },
    tableNamed('credit', 'guarantees'),
    tableNamed('credit', 'bills'),
  ],
}
