import { Link } from '@tanstack/react-router'
import type { RelationNode } from '../../src/information/relations/graph.contract.ts'
import { useLanguage } from '../components/language.ts'
import { usccGroups } from '../components/uscc-groups.ts'

export interface NodeCardProps {
  node: RelationNode
  own: boolean
  expanded: boolean
  onTurn: () => void
  onClose: () => void
}

/** What is known of the chosen box, and where one may go from it. */
export function NodeCard({ node, own, expanded, onTurn, onClose }: NodeCardProps) {
  const { t } = useLanguage()
  return (
    <aside className="node-card" aria-label={node.name}>
      <p>
        <b lang="zh-CN">{node.name}</b> <span className="chip">{t(`relations.nodeKinds.${node.kind}`)}</span>
        {node.marks.map((mark) => (
          <span className={mark === 'group' ? 'chip info' : 'chip bad'} key={mark}>
            {t(`relations.marks.${mark}`)}
          </span>
        ))}
      </p>
      {node.uscc ? <p className="quiet">{usccGroups(node.uscc)}</p> : null}
      <p className="node-acts">
        {own ? null : (
          <button type="button" className="link-button" onClick={onTurn}>
            {t(expanded ? 'relations.collapse' : 'relations.expand')}
          </button>
        )}
        {node.enterprise && !own ? (
          <Link to="/app/enterprises/$enterprise" params={{ enterprise: node.enterprise }}>
            {t('relations.open')}
          </Link>
        ) : null}
        <button type="button" className="link-button" onClick={onClose}>
          {t('relations.closeCard')}
        </button>
      </p>
    </aside>
  )
}
