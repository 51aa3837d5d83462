import { listDecisionsContract } from '../../src/lending/decisions/contract.ts'
import { useAnswer } from '../components/answer.ts'
import { useLanguage } from '../components/language.ts'
import { Panel } from '../components/panel.tsx'
import { RefusalNotice } from '../components/refusal-notice.tsx'
import { DecisionTable } from './decision-table.tsx'

export function EarlierDecisions({ enterprise }: { enterprise: string }) {
  const { t } = useLanguage()
  const decisions = useAnswer(listDecisionsContract, { enterprise, pageSize: 20 })
  return (
    <Panel title={t('decision.earlier')} className="span-all">
      {decisions.isPending ? <span className="skeleton" style={{ height: 80 }} /> : null}
      {decisions.isError ? (
        <RefusalNotice fault={decisions.error} onRetry={() => void decisions.refetch()} />
      ) : null}
      {decisions.data?.items.length === 0 ? <p>{t('decision.earlierNone')}</p> : null}
      {decisions.data && decisions.data.items.length > 0 ? (
        <DecisionTable items={decisions.data.items} withEnterprise={false} />
      ) : null}
    </Panel>
  )
}
