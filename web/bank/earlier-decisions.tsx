import { listDecisionsContract } from '../../src/lending/decisions/contract.ts'
import { useAnswer } from '../components/answer.ts'
import { useLanguage } from '../components/language.ts'
import { Panel } from '../components/panel.tsx'
import { RefusalNotice } from '../components/refusal-notice.tsx'
import { DecisionTable } from './decision-table.tsx'

/** What the own bank has decided on this enterprise before. */
export function EarlierDecisions({ enterprise }: { enterprise: string }) {
  const { t } = useLanguage()
  return (
    <Panel title={t('decision.earlier')} className="span-all">
      <Decisions enterprise={enterprise} pageSize={20} none={t('decision.earlierNone')} />
    </Panel>
  )
}

export function RecentDecisions() {
  const { t } = useLanguage()
  return (
    <Panel title={t('decision.recent')}>
      <Decisions pageSize={10} none={t('decision.allNone')} />
    </Panel>
  )
}

export function Decisions(props: { enterprise?: string; pageSize: number; none: string }) {
  const { enterprise, pageSize } = props
  const decisions = useAnswer(listDecisionsContract, enterprise ? { enterprise, pageSize } : { pageSize })
  if (decisions.isPending) return <span className="skeleton" style={{ height: 80 }} />
  if (decisions.isError) {
    return <RefusalNotice fault={decisions.error} onRetry={() => void decisions.refetch()} />
  }
  const { items } = decisions.data
  return items.length === 0 ? (
    <p>{props.none}</p>
  ) : (
    <DecisionTable items={items} withEnterprise={enterprise === undefined} />
  )
}
