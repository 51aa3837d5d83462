import { Link } from '@tanstack/react-router'
import { readNeighborhoodContract } from '../../../src/information/relations/contract.ts'
import { useAnswer } from '../../components/answer.ts'
import { useLanguage } from '../../components/language.ts'
import { Panel } from '../../components/panel.tsx'
import { RefusalNotice } from '../../components/refusal-notice.tsx'
import { neighborsOf } from './ego-layout.ts'
import { EgoPicture } from './ego-picture.tsx'

/** The nearest ties at a glance; the tab of relations has the whole graph. */
export function RelationsPanel({ enterprise, name }: { enterprise: string; name: string }) {
  const { t } = useLanguage()
  const answer = useAnswer(readNeighborhoodContract, { enterprise, depth: 1, limit: 60 })
  const { data } = answer
  const neighbors = data ? neighborsOf(data.root, data.nodes, data.edges) : []
  const hidden = data?.cut.reduce((sum, cut) => sum + cut.hidden, 0) ?? 0
  return (
    <Panel
      title={t('profile.ties.title')}
      className="span-ties"
      extra={
        <Link
          to="/app/enterprises/$enterprise/$section"
          params={{ enterprise, section: 'relations' }}
          resetScroll={false}
        >
          {t('profile.ties.graph')}
        </Link>
      }
    >
      {answer.isPending ? <span className="skeleton" style={{ height: 330 }} /> : null}
      {answer.isError ? <RefusalNotice fault={answer.error} onRetry={() => void answer.refetch()} /> : null}
      {data && neighbors.length === 0 ? <p className="quiet">{t('profile.ties.none')}</p> : null}
      {neighbors.length > 0 ? <EgoPicture name={name} neighbors={neighbors} /> : null}
      {data ? (
        <p className="panel-foot">
          {t('profile.ties.shown', { shown: neighbors.length, total: data.nodes.length - 1 + hidden })}
          {data.withheld.length > 0 ? ` ${t('profile.ties.withheld')}` : ''}
        </p>
      ) : null}
    </Panel>
  )
}
