import './relation-panels.css'
import './relations.css'
import { lazy, Suspense, useCallback, useMemo, useState } from 'react'
import {
  nodesMax,
  type RelationFinding,
  type RelationPath,
} from '../../src/information/relations/contract.ts'
import { dayText, minuteText } from '../components/calendar.ts'
import { useLanguage } from '../components/language.ts'
import { Panel } from '../components/panel.tsx'
import { RefusalNotice } from '../components/refusal-notice.tsx'
import { useSession } from '../components/session.ts'
import { FindingsPanel } from './findings-panel.tsx'
import { NodeCard } from './node-card.tsx'
import { OwnersPanel } from './owners-panel.tsx'
import { PathPanel } from './path-panel.tsx'
import { relationClasses } from './relation-class.ts'
import { RelationTable } from './relation-table.tsx'
import { type Drawn, RelationToolbar } from './relation-toolbar.tsx'
import { type RelationsView, useRelations, withMarked } from './use-relations.ts'

const RelationCanvas = lazy(() =>
  import('./relation-canvas.tsx').then((module) => ({ default: module.RelationCanvas })),
)

/** Narrower than this a graph is unreadable, so the rows come first. */
const graphFrom = '(min-width: 720px)'

export interface RelationGraphProps {
  enterprise: string
}

/** Who holds, leads, guarantees and trades with an enterprise: a graph or rows, its owners, what stands out, paths. */
export function RelationGraph({ enterprise }: RelationGraphProps) {
  const { t } = useLanguage()
  const { data: session } = useSession()
  const [view, setView] = useState<RelationsView>({ classes: new Set(relationClasses), asOf: undefined })
  const [drawn, setDrawn] = useState<Drawn>(() => (matchMedia(graphFrom).matches ? 'graph' : 'list'))
  const [finding, setFinding] = useState<RelationFinding>()
  const [path, setPath] = useState<RelationPath>()
  const relations = useRelations(enterprise, view)
  const showPath = useCallback((found: RelationPath | undefined) => {
    setPath(found)
    setFinding(undefined)
  }, [])
  const searches = session?.permissions.includes('enterprise:search') ?? false
  return (
    <div className="relations">
      <Panel
        title={t('relations.title')}
        extra={<Standing relations={relations} />}
        className="relation-sheet"
      >
        <RelationToolbar
          view={view}
          onView={setView}
          drawn={drawn}
          onDrawn={setDrawn}
          today={dayText(new Date().toISOString())}
        />
        <Sheet relations={relations} drawn={drawn} shown={finding ?? path} />
      </Panel>
      <OwnersPanel enterprise={enterprise} asOf={view.asOf} />
      <FindingsPanel enterprise={enterprise} shown={finding?.id} onShow={setFinding} />
      {searches ? <PathPanel enterprise={enterprise} onPath={showPath} /> : null}
    </div>
  )
}

type Relations = ReturnType<typeof useRelations>

interface SheetProps {
  relations: Relations
  drawn: Drawn
  shown: RelationFinding | RelationPath | undefined
}

function Sheet({ relations, drawn, shown }: SheetProps) {
  const { t } = useLanguage()
  const [chosen, setChosen] = useState<string>()
  const { root, expanded, busy, full, expand, collapse } = relations
  const data = useMemo(() => relations.data && withMarked(relations.data, shown), [relations.data, shown])
  const marked = useMemo(() => shown && new Set(shown.nodes.map(({ id }) => id)), [shown])
  if (root.isPending) return <span className="skeleton" style={{ height: 520 }} />
  if (root.isError) return <RefusalNotice fault={root.error} onRetry={() => void root.refetch()} />
  if (!data) return null
  const turn = (node: string) => {
    setChosen(node)
    if (node === data.root) return
    if (expanded.has(node)) collapse(node)
    else void expand(node)
  }
  const node = chosen === undefined ? undefined : data.nodes.get(chosen)
  return (
    <>
      {data.edges.length === 0 ? (
        <p className="relation-none">{t(root.data.builtAt ? 'relations.none' : 'relations.never')}</p>
      ) : null}
      {drawn === 'graph' && data.edges.length > 0 ? (
        <div className="relation-stage">
          <Suspense fallback={<span className="skeleton" style={{ height: 560 }} />}>
            <RelationCanvas
              data={data}
              expanded={expanded}
              busy={busy}
              chosen={chosen}
              marked={marked}
              onChoose={turn}
              onMore={(about, kind) => void expand(about, kind)}
            />
          </Suspense>
          {node ? (
            <NodeCard
              node={node}
              own={node.id === data.root}
              expanded={expanded.has(node.id)}
              onTurn={() => turn(node.id)}
              onClose={() => setChosen(undefined)}
            />
          ) : null}
        </div>
      ) : null}
      <div className={drawn === 'graph' ? 'on-paper' : ''}>
        <RelationTable data={data} marked={marked} />
      </div>
      <div aria-live="polite" className="relation-foot quiet">
        {relations.fault === undefined ? null : <RefusalNotice fault={relations.fault} />}
        {full ? <p>{t('relations.full', { count: nodesMax })}</p> : null}
        <p>
          {t('relations.shown', { nodes: data.nodes.size, edges: data.edges.length })}
          {drawn === 'graph' ? ` · ${t('relations.keys')}` : ''}
        </p>
        {data.withheld.map((one) => (
          <p key={one.kind}>
            {t('relations.withheld', {
              enterprises: one.enterprises,
              kind: t(`relations.classes.${one.kind === 'guarantee' ? 'guarantee' : 'trade'}`),
            })}
          </p>
        ))}
      </div>
    </>
  )
}

function Standing({ relations: { root } }: { relations: Relations }) {
  const { t } = useLanguage()
  if (!root.data) return null
  const { builtAt, tradeMonths } = root.data
  return (
    <>
      <span>{builtAt ? t('relations.built', { moment: minuteText(builtAt) }) : t('relations.never')}</span>
      {tradeMonths ? <span>{t('relations.tradeMonths', tradeMonths)}</span> : null}
    </>
  )
}
