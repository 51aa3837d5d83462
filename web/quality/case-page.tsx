import { Link, useParams } from '@tanstack/react-router'
import './quality.css'
import './case.css'
import {
  type CaseEntry,
  getQualityCaseContract,
  type QualityCase,
} from '../../src/information/quality/contract.ts'
import { PageSkeleton } from '../bank/page-skeleton.tsx'
import { useAnswer } from '../components/answer.ts'
import { minuteText } from '../components/calendar.ts'
import { useLanguage } from '../components/language.ts'
import { Panel } from '../components/panel.tsx'
import { RefusalNotice } from '../components/refusal-notice.tsx'
import { useSession } from '../components/session.ts'
import { CaseActs } from './case-acts.tsx'
import { CaseChips } from './cases-page.tsx'
import { FindingList } from './finding-list.tsx'
import { useNames } from './use-names.ts'

/** One case: what was seen, who answers, what was done. */
export function CasePage() {
  const { case: id } = useParams({ from: '/app/quality/cases/$case' })
  const answer = useAnswer(getQualityCaseContract, { case: id })
  const { t, words } = useLanguage()
  if (answer.isPending) return <PageSkeleton />
  if (answer.isError) {
    return (
      <div className="page-lead">
        <RefusalNotice fault={answer.error} onRetry={() => void answer.refetch()} />
      </div>
    )
  }
  const item = answer.data
  return (
    <>
      <div className="page-lead">
        <p className="crumb">
          <Link to="/app/quality/cases">{t('quality.cases')}</Link>
        </p>
        <h1>{words(item.title)}</h1>
        <CaseChips item={item} />
      </div>
      <div className="operations-grid">
        <Facts item={item} />
        {item.findings.length > 0 ? (
          <Panel title={t('quality.case.findings')}>
            <FindingList findings={item.findings} recordType={item.recordType} evidence />
          </Panel>
        ) : null}
        <History history={item.history} />
        <CaseActs item={item} />
      </div>
    </>
  )
}

function Facts({ item }: { item: QualityCase }) {
  const { t } = useLanguage()
  const names = useNames()
  const reads = useSession().data?.permissions.includes('batch:read') ?? false
  const facts: [string, string | null][] = [
    [t('quality.case.owner'), item.owner],
    [t('quality.case.due'), item.dueOn],
    [t('quality.case.organization'), item.organization],
    [t('quality.case.opened'), minuteText(item.openedAt)],
    [t('quality.case.closed'), item.closedAt && minuteText(item.closedAt)],
  ]
  return (
    <Panel title={t('quality.case.about')}>
      <dl className="standing-facts">
        <div>
          <dt>{t('quality.case.line')}</dt>
          <dd>
            <Link
              to="/app/quality/sources/$source/$recordType"
              params={{ source: item.source, recordType: item.recordType }}
            >
              {names.source(item.source)} · {names.recordType(item.recordType)}
            </Link>
          </dd>
        </div>
        {facts.map(([name, value]) =>
          value ? (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
        {item.batch ? (
          <div>
            <dt>{t('quality.case.batch')}</dt>
            <dd className="mono-code">
              {reads ? (
                <Link to="/app/operations/batches/$batch" params={{ batch: item.batch }}>
                  {item.batch}
                </Link>
              ) : (
                item.batch
              )}
            </dd>
          </div>
        ) : null}
      </dl>
    </Panel>
  )
}

function History({ history }: { history: readonly CaseEntry[] }) {
  const { t } = useLanguage()
  return (
    <Panel title={t('quality.case.history')}>
      <ol className="case-history">
        {history.map((entry) => (
          <li key={`${entry.at} ${entry.act}`}>
            <span className="nowrap">{minuteText(entry.at)}</span>
            <div>
              <b>{t(`quality.case.done.${entry.act}`)}</b>{' '}
              <span className="field-words">
                {entry.account} · {entry.organization}
              </span>
              {entry.comment ? <p>{entry.comment}</p> : null}
            </div>
          </li>
        ))}
      </ol>
    </Panel>
  )
}
