import { Link, useParams } from '@tanstack/react-router'
import { getDecisionContract } from '../../src/lending/decisions/contract.ts'
import { useAnswer } from '../components/answer.ts'
import { useLanguage } from '../components/language.ts'
import { RefusalNotice } from '../components/refusal-notice.tsx'
import { DecisionView } from './decision-view.tsx'
import { PageSkeleton } from './page-skeleton.tsx'

export function DecisionPage() {
  const { decision: id } = useParams({ from: '/app/decisions/$decision' })
  const { t } = useLanguage()
  const decision = useAnswer(getDecisionContract, { decision: id })
  if (decision.isPending) return <PageSkeleton />
  return (
    <>
      <div className="page-lead">
        <h1>{t('decision.page')}</h1>
        {decision.data ? (
          <p>
            <Link to="/app/enterprises/$enterprise" params={{ enterprise: decision.data.enterprise }}>
              {decision.data.enterpriseName ?? decision.data.enterprise}
            </Link>
          </p>
        ) : null}
      </div>
      <div className="panel decision-sheet">
        {decision.isError ? (
          <RefusalNotice fault={decision.error} onRetry={() => void decision.refetch()} />
        ) : (
          <DecisionView decision={decision.data} />
        )}
      </div>
    </>
  )
}
