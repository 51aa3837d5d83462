import { listDecisionsContract } from '../../src/lending/decisions/contract.ts'
import { useAnswer } from '../components/answer.ts'
import { useLanguage } from '../components/language.ts'
import { RefusalNotice } from '../components/refusal-notice.tsx'
import { DecisionTable } from './decision-table.tsx'
import { PageSkeleton } from './page-skeleton.tsx'

export function DecisionsPage() {
  const { t } = useLanguage()
  const decisions = useAnswer(listDecisionsContract, { pageSize: 100 })
  if (decisions.isPending) return <PageSkeleton />
  return (
    <>
      <div className="page-lead">
        <h1>{t('decision.list')}</h1>
        <p>{t('decision.listLead')}</p>
      </div>
      <div className="panel">
        {decisions.isError ? (
          <RefusalNotice fault={decisions.error} onRetry={() => void decisions.refetch()} />
        ) : null}
        {decisions.data?.items.length === 0 ? <p>{t('decision.allNone')}</p> : null}
        {decisions.data && decisions.data.items.length > 0 ? (
          <DecisionTable items={decisions.data.items} withEnterprise />
        ) : null}
      </div>
    </>
  )
}
