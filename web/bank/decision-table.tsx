import { Link } from '@tanstack/react-router'
import { getEnterpriseContract } from '../../src/information/enterprises/contract.ts'
import type { DecisionSummary } from '../../src/lending/decisions/contract.ts'
import { listProductsContract } from '../../src/lending/products/contract.ts'
import { amountText } from '../components/amount.ts'
import { useAnswer } from '../components/answer.ts'
import { minuteText } from '../components/calendar.ts'
import { useLanguage } from '../components/language.ts'
import { outcomeTone } from './decision-result.tsx'
import { type Columns, PlainTable } from './plain-table.tsx'

export interface DecisionTableProps {
  items: readonly DecisionSummary[]
  /** On the page of one enterprise its column says nothing new. */
  withEnterprise: boolean
}

export function DecisionTable({ items, withEnterprise }: DecisionTableProps) {
  const { t } = useLanguage()
  const columns = useColumns()
  const enterprise: Columns<DecisionSummary>[number] = {
    title: t('decision.columns.enterprise'),
    dataIndex: 'enterprise',
    render: (id: string) => <EnterpriseLink enterprise={id} />,
  }
  return (
    <PlainTable<DecisionSummary>
      label={t('decision.list')}
      rowKey={(item) => item.decision}
      columns={withEnterprise ? [columns[0]!, enterprise, ...columns.slice(1)] : columns}
      rows={items}
      className="nowrap-table"
    />
  )
}

/** The list carries identifiers; a name is public registration. */
function EnterpriseLink({ enterprise }: { enterprise: string }) {
  const found = useAnswer(getEnterpriseContract, { enterprise })
  return (
    <Link to="/app/enterprises/$enterprise" params={{ enterprise }} lang="zh-CN">
      {found.data?.name ?? enterprise}
    </Link>
  )
}

function ProductName({ organization, product }: { organization: string; product: string }) {
  const { words } = useLanguage()
  const products = useAnswer(listProductsContract, { organization })
  const found = products.data?.items.find((one) => one.id === product)
  return found ? words(found) : product
}

function useColumns(): Columns<DecisionSummary> {
  const { t, language } = useLanguage()
  const money = (fen: string | null) => (fen === null ? '—' : amountText(fen, language))
  return [
    {
      title: t('decision.columns.decidedAt'),
      dataIndex: 'decidedAt',
      render: (at: string, item) => (
        <Link
          to="/app/decisions/$decision"
          params={{ decision: item.decision }}
          aria-label={t('decision.openLabel', { moment: minuteText(at) })}
        >
          {minuteText(at)}
        </Link>
      ),
    },
    {
      title: t('decision.columns.outcome'),
      dataIndex: 'outcome',
      render: (outcome: DecisionSummary['outcome']) => (
        <span className={`chip ${outcomeTone[outcome]}`}>{t(`decision.outcome.${outcome}`)}</span>
      ),
    },
    {
      title: t('decision.columns.product'),
      dataIndex: 'product',
      render: (product: string, item) => <ProductName organization={item.organization} product={product} />,
    },
    { title: t('decision.columns.amount'), dataIndex: 'amountFen', align: 'right', render: money },
    { title: t('decision.columns.limit'), dataIndex: 'creditLimitFen', align: 'right', render: money },
    {
      title: t('decision.columns.rate'),
      dataIndex: 'rateBps',
      align: 'right',
      render: (bps: number | null) => (bps === null ? '—' : `${(bps / 100).toFixed(2)}%`),
    },
    {
      title: t('decision.columns.score'),
      dataIndex: 'score',
      align: 'right',
      render: (score: number | null, item) =>
        score === null ? '—' : `${score.toFixed(0)}${item.grade ? ` · ${item.grade}` : ''}`,
    },
    { title: t('decision.columns.by'), dataIndex: 'decidedBy' },
  ]
}
