import { Link } from '@tanstack/react-router'
import { Table, type TableColumnsType } from 'antd'
import type { DecisionSummary } from '../../src/lending/decisions/contract.ts'
import { amountText } from '../components/amount.ts'
import { minuteText } from '../components/calendar.ts'
import { useLanguage } from '../components/language.ts'
import { outcomeTone } from './decision-result.tsx'

export interface DecisionTableProps {
  items: readonly DecisionSummary[]
  /** On the page of one enterprise its column says nothing new. */
  withEnterprise: boolean
}

export function DecisionTable({ items, withEnterprise }: DecisionTableProps) {
  const { t, language } = useLanguage()
  const columns: TableColumnsType<DecisionSummary> = [
    {
      title: t('decision.columns.decidedAt'),
      dataIndex: 'decidedAt',
      width: 150,
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
    { title: t('decision.columns.product'), dataIndex: 'product' },
    {
      title: t('decision.columns.amount'),
      dataIndex: 'amountFen',
      align: 'right',
      render: (fen: string) => amountText(fen, language),
    },
    {
      title: t('decision.columns.limit'),
      dataIndex: 'creditLimitFen',
      align: 'right',
      render: (fen: string | null) => (fen === null ? '—' : amountText(fen, language)),
    },
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
  const enterprise: TableColumnsType<DecisionSummary>[number] = {
    title: t('decision.columns.enterprise'),
    dataIndex: 'enterprise',
    render: (id: string) => (
      <Link to="/app/enterprises/$enterprise" params={{ enterprise: id }}>
        {id}
      </Link>
    ),
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section className="table-scroll" tabIndex={0} aria-label={t('decision.list')}>
      <Table<DecisionSummary>
        size="small"
        rowKey="decision"
        columns={withEnterprise ? [columns[0]!, enterprise, ...columns.slice(1)] : columns}
        dataSource={[...items]}
        pagination={false}
        className="nowrap-table"
      />
    </section>
  )
}
