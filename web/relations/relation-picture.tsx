import './relation-panels.css'
import './relations.css'
import { useId, useMemo } from 'react'
import { readNeighborhoodContract } from '../../src/information/relations/contract.ts'
import { useAnswer } from '../components/answer.ts'
import { useLanguage } from '../components/language.ts'
import { RefusalNotice } from '../components/refusal-notice.tsx'
import { ArrowHeads, LineDrawing } from './line-drawing.tsx'
import { moreRouteOf, routesOf } from './line-route.ts'
import { NodeBox, nodeClass } from './node-box.tsx'
import { classOf } from './relation-class.ts'
import { joinAnswers, type RelationData } from './relation-data.ts'
import { boxHeight, boxWidth, extentOf, isAside, layOut } from './relation-layout.ts'
import { RelationTable } from './relation-table.tsx'
import { lineWords } from './relation-words.ts'

const edge = 14

/** The nearest relations in one still picture, without the library of the graph; rows on a narrow screen. */
export function RelationPicture({ enterprise }: { enterprise: string }) {
  const { t } = useLanguage()
  const answer = useAnswer(readNeighborhoodContract, { enterprise, limit: 16, fanOut: 3 }, { kept: true })
  const data = useMemo(() => answer.data && joinAnswers(answer.data), [answer.data])
  if (answer.isPending) return <span className="skeleton" style={{ height: 300 }} />
  if (answer.isError) return <RefusalNotice fault={answer.error} onRetry={() => void answer.refetch()} />
  if (!data || data.edges.length === 0) {
    return <p>{t(answer.data.builtAt ? 'relations.none' : 'relations.never')}</p>
  }
  return (
    <>
      <div className="from-720">
        <Picture data={data} />
      </div>
      <div className="below-720">
        <RelationTable data={data} />
      </div>
    </>
  )
}

function Picture({ data }: { data: RelationData }) {
  const { t, language } = useLanguage()
  const prefix = useId().replaceAll(/\W/g, '')
  const layout = useMemo(() => layOut(data), [data])
  const routes = useMemo(() => routesOf(layout), [layout])
  const boxes = [...layout.boxes.values()]
  const { x, y, width, height } = extentOf(layout)
  const view = [x - edge, y - edge, width + 2 * edge, height + 2 * edge].join(' ')
  const name = data.nodes.get(data.root)?.name ?? ''
  const spoken = t('relations.picture', { name, nodes: data.nodes.size, edges: data.edges.length })
  return (
    <svg
      className="relation-picture"
      viewBox={view}
      style={{ maxWidth: width }}
      role="img"
      aria-label={spoken}
    >
      <ArrowHeads prefix={prefix} />
      {layout.lines.map((line) => {
        const route = routes.get(line.id)
        const words = lineWords(line, t, language)
        return route ? (
          <LineDrawing
            key={line.id}
            route={route}
            class={line.class}
            words={words}
            prefix={prefix}
            aside={isAside(layout, line)}
          />
        ) : null
      })}
      {boxes.map((box) => {
        const from = box.more && layout.boxes.get(box.more.node)
        const node = data.nodes.get(box.id)
        return (
          <g key={box.id}>
            {from && box.more ? (
              <LineDrawing
                route={moreRouteOf(from, box)}
                class={classOf(box.more.kind)}
                words=""
                prefix={prefix}
              />
            ) : null}
            <foreignObject x={box.x} y={box.y} width={boxWidth} height={boxHeight}>
              {node ? (
                <div className={nodeClass(node, box.id === data.root)}>
                  <NodeBox node={node} own={box.id === data.root} />
                </div>
              ) : (
                <div className="relation-node more">
                  <b>+ {t('relations.more', { count: box.more?.hidden ?? 0 })}</b>
                </div>
              )}
            </foreignObject>
          </g>
        )
      })}
    </svg>
  )
}
