import { accessTo } from './access.ts'
import type { ComparedCell, ComparedRow } from './comparison.contract.ts'
import { notCovered } from './compose-section.ts'
import type { ScorePanel } from './contract.ts'
import { keyFiguresOf } from './key-figures.ts'
import type { Page } from './open-page.ts'
import { unavailable } from './panel.ts'
import type { SectionId } from './section.contract.ts'
import { inflowShares } from './sections/bank-flow.ts'
import { loansOf } from './sections/credit.ts'
import { registrationOf } from './sections/registration.ts'
import { yearChange } from './sections/series.ts'
import { quantityOf } from './sections/utilities.ts'
import type { View } from './sections/view.ts'
import type { Words } from './sections/words.ts'
import type { Tone, Unavailable, Value } from './value.contract.ts'

export interface ComparedFirm {
  page: Page
  score: ScorePanel | Unavailable
}

interface Figure {
  value: Value
  betterThan?: number | null
  tone?: Tone
}

interface RowSpec {
  id: string
  section: SectionId
  label: Words
  better: ComparedRow['better']
  /** Nothing is said of what the reader may not read. */
  needs: readonly string[]
  of: (firm: ComparedFirm) => Figure | Unavailable | undefined
}

const share = (value: number): Value => ({ type: 'bps', value: Math.round(value * 1e4) })
const count = (value: number): Value => ({ type: 'integer', value })

/** How many records of a type meet a condition; undefined where the type was never delivered. */
function counted(
  view: View,
  recordType: string,
  open: (values: Readonly<Record<string, unknown>>) => boolean,
): Figure | undefined {
  if (!view.sources.has(recordType)) return undefined
  const found = view.dossier.rowsOf(recordType).filter(({ values }) => open(values)).length
  return { value: count(found), ...(found > 0 ? { tone: 'orange' as const } : {}) }
}

const keyFigure =
  (id: string) =>
  ({ page: { view } }: ComparedFirm): Figure | undefined => {
    const figure = view.firm
      ? keyFiguresOf(view.firm.vector, view.peers).find((one) => one.id === id)
      : undefined
    if (!figure || figure.reason) return undefined
    const value: Value =
      figure.unit === 'fen'
        ? { type: 'fen', value: figure.valueFen ?? null }
        : figure.unit === 'ratio'
          ? share(figure.value ?? 0)
          : count(Math.round(figure.value ?? 0))
    return { value, betterThan: figure.betterThan }
  }

const specs: readonly RowSpec[] = [
  {
    id: 'score',
    section: 'overview',
    label: { zh: '信用分', en: 'Score' },
    better: 'higher',
    needs: [],
    of: ({ score }) =>
      'unavailable' in score
        ? score
        : { value: { type: 'decimal', value: score.score }, betterThan: score.percentile },
  },
  {
    id: 'grade',
    section: 'overview',
    label: { zh: '等级', en: 'Grade' },
    better: 'neutral',
    needs: [],
    of: ({ score }) => ('unavailable' in score ? score : { value: { type: 'text', value: score.grade } }),
  },
  {
    id: 'age',
    section: 'registration',
    label: { zh: '成立年限', en: 'Age' },
    better: 'higher',
    needs: ['registration'],
    of: ({ page }) =>
      page.view.ageYears === null ? undefined : { value: { type: 'years', value: page.view.ageYears } },
  },
  {
    id: 'capital',
    section: 'registration',
    label: { zh: '注册资本', en: 'Registered capital' },
    better: 'neutral',
    needs: ['registration'],
    of: ({ page }) => {
      const fen = registrationOf(page.view)?.registeredCapitalFen
      return fen ? { value: { type: 'fen', value: fen } } : undefined
    },
  },
  {
    id: 'sales',
    section: 'tax',
    label: { zh: '近 12 个月销项', en: 'Sales, 12 months' },
    better: 'higher',
    needs: ['vat-invoice'],
    of: keyFigure('sales'),
  },
  {
    id: 'sales-growth',
    section: 'tax',
    label: { zh: '销项同比', en: 'Sales on the year' },
    better: 'higher',
    needs: ['vat-invoice'],
    of: keyFigure('sales-growth'),
  },
  {
    id: 'margin',
    section: 'tax',
    label: { zh: '进销差率', en: 'Margin over purchases' },
    better: 'higher',
    needs: ['vat-invoice'],
    of: keyFigure('margin'),
  },
  {
    id: 'customers',
    section: 'tax',
    label: { zh: '客户数', en: 'Customers' },
    better: 'higher',
    needs: ['vat-invoice'],
    of: keyFigure('customers'),
  },
  {
    id: 'top-five',
    section: 'tax',
    label: { zh: '前五大客户占比', en: 'Share of the five largest customers' },
    better: 'lower',
    needs: ['vat-invoice'],
    of: keyFigure('top-five'),
  },
  {
    id: 'tax',
    section: 'tax',
    label: { zh: '近 12 个月纳税', en: 'Tax paid, 12 months' },
    better: 'higher',
    needs: ['tax-payment'],
    of: keyFigure('tax'),
  },
  {
    id: 'headcount',
    section: 'workforce',
    label: { zh: '年均参保人数', en: 'Mean headcount, 12 months' },
    better: 'higher',
    needs: ['social-security'],
    of: keyFigure('headcount'),
  },
  {
    id: 'leave-rate',
    section: 'workforce',
    label: { zh: '年离职率', en: 'Leave rate, 12 months' },
    better: 'lower',
    needs: ['social-security'],
    of: keyFigure('leave-rate'),
  },
  {
    id: 'inflow',
    section: 'bank-flow',
    label: { zh: '近 12 个月账户流入', en: 'Bank inflow, 12 months' },
    better: 'higher',
    needs: ['bank-transaction'],
    of: ({ page }) => {
      const shares = inflowShares(page.view)
      return shares && { value: { type: 'fen', value: String(Math.round(shares.whole)) } }
    },
  },
  {
    id: 'financing-share',
    section: 'bank-flow',
    label: { zh: '融资流入占比', en: 'Share of inflow from financing' },
    better: 'lower',
    needs: ['bank-transaction'],
    of: ({ page }) => {
      const shares = inflowShares(page.view)
      return (
        shares && {
          value: share(shares.of('financing')),
          ...(shares.of('financing') >= 0.5 ? { tone: 'orange' as const } : {}),
        }
      )
    },
  },
  {
    id: 'power',
    section: 'utilities',
    label: { zh: '用电同比', en: 'Electricity on the year' },
    better: 'higher',
    needs: ['utility'],
    of: ({ page }) => {
      const change = yearChange(quantityOf(page.view, 'electricity'))
      return change === undefined
        ? undefined
        : { value: share(change), ...(change <= -0.3 ? { tone: 'orange' as const } : {}) }
    },
  },
  {
    id: 'owed',
    section: 'credit',
    label: { zh: '贷款余额', en: 'Owed on loans' },
    better: 'neutral',
    needs: ['loan', 'repayment'],
    of: ({ page }) => {
      const loans = loansOf(page.view)
      return (
        loans && {
          value: { type: 'fen', value: loans.balanceFen },
          ...(loans.overdueNow > 0 ? { tone: 'red' as const } : {}),
        }
      )
    },
  },
  {
    id: 'guarantees',
    section: 'credit',
    label: { zh: '在保对外担保', en: 'Guarantees in force' },
    better: 'lower',
    needs: ['guarantee'],
    of: ({ page }) => counted(page.view, 'guarantee', ({ ended_on }) => ended_on === null),
  },
  {
    id: 'penalties',
    section: 'compliance',
    label: { zh: '未修复处罚', en: 'Penalties not repaired' },
    better: 'lower',
    needs: ['penalty'],
    of: ({ page }) => counted(page.view, 'penalty', ({ repaired_on }) => repaired_on === null),
  },
  {
    id: 'enforcements',
    section: 'compliance',
    label: { zh: '在执行案件', en: 'Open enforcements' },
    better: 'lower',
    needs: ['enforcement'],
    of: ({ page }) => counted(page.view, 'enforcement', ({ status }) => status === 'open'),
  },
  {
    id: 'defendant',
    section: 'compliance',
    label: { zh: '作为被告的案件', en: 'Cases as defendant' },
    better: 'lower',
    needs: ['case'],
    of: ({ page }) => counted(page.view, 'case', ({ role }) => role === 'defendant'),
  },
]

/** The figures of each firm in rows, each cell with its place among the peers of its own industry. */
export function comparedRows(firms: readonly ComparedFirm[]): ComparedRow[] {
  return specs
    .filter(({ section }) => firms.every(({ page }) => accessTo(page.stage, section) !== 'hidden'))
    .map((spec) => {
      const cells = firms.map((firm) => cellOf(spec, firm))
      return {
        id: spec.id,
        section: spec.section,
        label: spec.label,
        better: spec.better,
        best: bestOf(spec, cells),
        cells,
      }
    })
}

function cellOf(spec: RowSpec, firm: ComparedFirm): ComparedCell {
  const { view } = firm.page
  if (!spec.needs.every((id) => view.dossier.open.has(id))) return notCovered(spec.needs)
  const found = spec.of(firm)
  if (found === undefined) {
    const connected = spec.needs.some((id) => view.sources.has(id))
    return unavailable(connected ? 'no-data' : 'not-connected')
  }
  if ('unavailable' in found) return found
  return { value: found.value, tone: found.tone ?? 'plain', betterThan: found.betterThan ?? null }
}

/** The one best cell, where there is a better and two firms can be told apart. */
function bestOf({ better }: RowSpec, cells: readonly ComparedCell[]): number | null {
  if (better === 'neutral') return null
  const values = cells.map((cell) =>
    'value' in cell && cell.value.value !== null ? Number(cell.value.value) : null,
  )
  const known = values.filter((value) => value !== null)
  if (known.length < 2) return null
  const best = better === 'higher' ? Math.max(...known) : Math.min(...known)
  return known.filter((value) => value === best).length === 1 ? values.indexOf(best) : null
}
