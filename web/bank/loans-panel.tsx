import type { LoanPanel, Profile } from '../../src/credit/profile/contract.ts'
import { amountText, fullAmount } from '../components/amount.ts'
import { EmptyState } from '../components/empty-state.tsx'
import { useLanguage } from '../components/language.ts'
import { Panel, SourceLine } from '../components/panel.tsx'
import { OriginButton } from '../lineage/origin-button.tsx'
import { typesOf } from '../lineage/origin-of.ts'
import { RetryButton } from './retry-button.tsx'

export function LoansPanel({ panel, onRetry }: { panel: Profile['loans']; onRetry: () => void }) {
  const { t } = useLanguage()
  return (
    <Panel
      title={t('profile.loans.title')}
      className="span-all"
      extra={
        'sources' in panel ? (
          <>
            <SourceLine sources={panel.sources} />
            <OriginButton
              question={{ title: t('profile.loans.title'), recordTypes: typesOf(panel.sources) }}
            />
          </>
        ) : null
      }
    >
      {'unavailable' in panel ? (
        <EmptyState state={panel} action={<RetryButton state={panel} onRetry={onRetry} />} />
      ) : (
        <>
          <LoanSummary loans={panel.data} />
          {panel.data.items.length > 0 ? <LoanTable loans={panel.data} /> : <p>{t('profile.loans.empty')}</p>}
        </>
      )}
    </Panel>
  )
}

function LoanSummary({ loans }: { loans: LoanPanel }) {
  const { t, language } = useLanguage()
  const facts: [string, string, boolean][] = [
    [
      t('profile.loans.open'),
      t('profile.loans.openValue', { count: loans.openLoans, lenders: loans.lenders }),
      false,
    ],
    [t('profile.loans.balance'), amountText(loans.balanceFen, language), false],
    [
      t('profile.loans.worst'),
      t('profile.loans.days', { count: loans.worstOverdueDays }),
      loans.worstOverdueDays > 0,
    ],
    [
      t('profile.loans.overdueNow'),
      t('profile.loans.items', { count: loans.overdueNow }),
      loans.overdueNow > 0,
    ],
  ]
  return (
    <dl className="loan-summary">
      {facts.map(([name, value, warn]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className={warn ? 'warn' : ''}>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function LoanTable({ loans }: { loans: LoanPanel }) {
  const { t, language } = useLanguage()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section className="table-scroll" tabIndex={0} aria-label={t('profile.loans.title')}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t('profile.loans.lender')}</th>
            <th scope="col">{t('profile.loans.number')}</th>
            <th scope="col" className="figure">
              {t('profile.loans.principal')}
            </th>
            <th scope="col" className="figure">
              {t('profile.loans.remaining')}
            </th>
            <th scope="col" className="figure">
              {t('profile.loans.rate')}
            </th>
            <th scope="col">{t('profile.loans.term')}</th>
            <th scope="col" className="figure">
              {t('profile.loans.overdue')}
            </th>
            <th scope="col">{t('profile.loans.state')}</th>
          </tr>
        </thead>
        <tbody>
          {loans.items.map((loan) => (
            <tr key={`${loan.loanNumber}-${loan.startedOn}`}>
              <td className="nowrap" lang="zh-CN">
                {loan.lender}
              </td>
              <td className="nowrap">{loan.loanNumber}</td>
              <td className="figure" title={fullAmount(loan.principalFen, language)}>
                {amountText(loan.principalFen, language)}
              </td>
              <td className="figure" title={fullAmount(loan.balanceFen, language)}>
                {amountText(loan.balanceFen, language)}
              </td>
              <td className="figure">{(loan.rateBps / 100).toFixed(2)}%</td>
              <td className="nowrap">
                {loan.startedOn} – {loan.dueOn}
              </td>
              <td className="figure">{t('profile.loans.days', { count: loan.overdueDaysMax })}</td>
              <td>
                <span className={loan.closed ? 'chip' : 'chip info'}>
                  {loan.closed ? t('profile.loans.closed') : t('profile.loans.running')}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
