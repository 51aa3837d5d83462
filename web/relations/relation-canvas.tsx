import '@xyflow/react/dist/base.css'
import {
  type Edge,
  type EdgeProps,
  Handle,
  type Node,
  type NodeProps,
  Position,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  useStore,
  useStoreApi,
} from '@xyflow/react'
import { type KeyboardEvent, useCallback, useEffect, useId, useMemo, useRef } from 'react'
import type { RelationKind } from '../../src/information/relations/graph.contract.ts'
import { useLanguage } from '../components/language.ts'
import { ArrowHeads, LineDrawing } from './line-drawing.tsx'
import { type LineRoute, moreRouteOf, routesOf } from './line-route.ts'
import { NodeBox, nodeClass } from './node-box.tsx'
import { classOf, type RelationClass } from './relation-class.ts'
import type { RelationData } from './relation-data.ts'
import {
  boxHeight,
  boxWidth,
  extentOf,
  isAside,
  layOut,
  type RelationBox,
  type RelationLayout,
} from './relation-layout.ts'
import { lineWords } from './relation-words.ts'
import { nextBox, type Way } from './walk.ts'

export interface RelationCanvasProps {
  data: RelationData
  expanded: ReadonlySet<string>
  busy: string | undefined
  chosen: string | undefined
  /** When something is marked: a path, the members of a ring. The rest steps back. */
  marked: ReadonlySet<string> | undefined
  onChoose: (node: string) => void
  onMore: (node: string, kind: RelationKind) => void
}

interface Acts {
  choose: (id: string) => void
  walk: (event: KeyboardEvent<HTMLElement>, id: string) => void
}

type BoxNode = Node<
  {
    box: RelationBox
    relations: RelationData
    expanded: boolean
    expandable: boolean
    busy: boolean
    chosen: boolean
    dimmed: boolean
    stop: boolean
    acts: Acts
  },
  'box'
>
type LineEdge = Edge<
  { route: LineRoute; class: RelationClass; words: string; prefix: string; dimmed: boolean; aside?: boolean },
  'line'
>

const nodeTypes = { box: BoxInFlow }
const edgeTypes = { line: LineInFlow }

export function RelationCanvas(props: RelationCanvasProps) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  )
}

function Canvas({ data, expanded, busy, chosen, marked, onChoose, onMore }: RelationCanvasProps) {
  const { t } = useLanguage()
  const prefix = useId().replaceAll(/\W/g, '')
  const place = useRef<HTMLDivElement>(null)
  const layout = useMemo(() => layOut(data), [data])
  const acts = useActs({ layout, onChoose, onMore, place })
  const nodes = useMemo<BoxNode[]>(
    () =>
      [...layout.boxes.values()].map((box) => ({
        id: box.id,
        type: 'box',
        position: { x: box.x, y: box.y },
        width: boxWidth,
        height: boxHeight,
        data: {
          box,
          relations: data,
          expanded: expanded.has(box.id),
          expandable: box.id !== data.root && !box.more,
          busy: busy === box.id,
          chosen: chosen === box.id,
          dimmed: marked !== undefined && !marked.has(box.id),
          stop: box.id === (chosen && layout.boxes.has(chosen) ? chosen : data.root),
          acts,
        },
      })),
    [layout, data, expanded, busy, chosen, marked, acts],
  )
  const edges = useLineEdges(data, layout, marked, prefix)
  const count = layout.boxes.size
  useView(layout, chosen ?? data.root)
  return (
    <div className="relation-canvas" ref={place}>
      <svg className="relation-heads" aria-hidden="true">
        <ArrowHeads prefix={prefix} />
      </svg>
      <ReactFlow<BoxNode, LineEdge>
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        disableKeyboardA11y
        deleteKeyCode={null}
        onlyRenderVisibleElements={count > 120}
        minZoom={0.15}
        maxZoom={1.6}
        zoomOnScroll={false}
        preventScrolling={false}
        aria-label={t('relations.title')}
        ariaLabelConfig={{
          'node.a11yDescription.default': t('relations.keys'),
          'edge.a11yDescription.default': '',
        }}
      >
        <ZoomButtons />
      </ReactFlow>
    </div>
  )
}

const fitting = { padding: 0.06, maxZoom: 1.1 }
/** Smaller than this a name cannot be read. */
const readableZoom = 0.55

/** Whenever boxes come or go the whole is shown if it can be read, else what was last chosen. */
function useView(layout: RelationLayout, about: string): void {
  const flow = useReactFlow()
  const sizes = useStoreApi()
  const measured = useStore((state) => state.width > 0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: choosing alone moves nothing.
  useEffect(() => {
    if (!measured) return
    const later = requestAnimationFrame(() => {
      const { width, height } = sizes.getState()
      const extent = extentOf(layout)
      const zoom = Math.min(width / extent.width, height / extent.height)
      const box = layout.boxes.get(about)
      if (zoom >= readableZoom || !box) void flow.fitView(fitting)
      else void flow.setCenter(box.x + boxWidth / 2, box.y + boxHeight / 2, { zoom: 0.8 })
    })
    return () => cancelAnimationFrame(later)
  }, [flow, sizes, measured, layout.boxes.size])
}

function useLineEdges(
  data: RelationData,
  layout: RelationLayout,
  marked: ReadonlySet<string> | undefined,
  prefix: string,
): LineEdge[] {
  const { t, language } = useLanguage()
  return useMemo(() => {
    const routes = routesOf(layout)
    const dimmed = (from: string, to: string) => marked !== undefined && !(marked.has(from) && marked.has(to))
    const lines: LineEdge[] = layout.lines.flatMap((line) => {
      const route = routes.get(line.id)
      if (!route) return []
      const words = lineWords(line, t, language)
      const drawn = {
        route,
        class: line.class,
        words,
        prefix,
        dimmed: dimmed(line.from, line.to),
        aside: marked === undefined && isAside(layout, line),
      }
      const name = (id: string) => data.nodes.get(id)?.name ?? ''
      const ariaLabel = `${name(line.from)} → ${name(line.to)} ${words}`
      return [{ id: line.id, source: line.from, target: line.to, type: 'line', data: drawn, ariaLabel }]
    })
    for (const box of layout.boxes.values()) {
      const from = box.more ? layout.boxes.get(box.more.node) : undefined
      if (!box.more || !from) continue
      const drawn = { route: moreRouteOf(from, box), class: classOf(box.more.kind), words: '', prefix }
      lines.push({
        id: box.id,
        source: from.id,
        target: box.id,
        type: 'line',
        data: { ...drawn, dimmed: marked !== undefined },
        ariaLabel: t('relations.more', { count: box.more.hidden }),
      })
    }
    return lines
  }, [data, layout, marked, prefix, t, language])
}

interface ActsInput {
  layout: RelationLayout
  onChoose: RelationCanvasProps['onChoose']
  onMore: RelationCanvasProps['onMore']
  place: React.RefObject<HTMLDivElement | null>
}

/** A click or Enter chooses; arrow keys walk to the nearest box that way, which is brought into view. */
function useActs({ layout, onChoose, onMore, place }: ActsInput): Acts {
  const flow = useReactFlow()
  const choose = useCallback(
    (id: string) => {
      const more = layout.boxes.get(id)?.more
      if (more) onMore(more.node, more.kind)
      else onChoose(id)
    },
    [layout, onChoose, onMore],
  )
  const walk = useCallback(
    (event: KeyboardEvent<HTMLElement>, id: string) => {
      if (event.key === '+' || event.key === '=') void flow.zoomIn()
      if (event.key === '-') void flow.zoomOut()
      const way = ways[event.key]
      const next = way && nextBox(layout.boxes, id, way)
      if (!next) return
      event.preventDefault()
      void flow.setCenter(next.x + boxWidth / 2, next.y + boxHeight / 2, { zoom: flow.getZoom() })
      // With more than what is visible drawn, the box is there only after the view has moved.
      requestAnimationFrame(() => {
        place.current
          ?.querySelector<HTMLElement>(`[data-id="${CSS.escape(next.id)}"] button`)
          ?.focus({ preventScroll: true })
      })
    },
    [flow, layout, place],
  )
  return useMemo(() => ({ choose, walk }), [choose, walk])
}

const ways: Readonly<Record<string, Way>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
}

function BoxInFlow({ id, data }: NodeProps<BoxNode>) {
  const { t } = useLanguage()
  const { box, relations, acts, dimmed, stop } = data
  const node = relations.nodes.get(box.more?.node ?? id)
  if (!node) return null
  const shape = box.more ? 'relation-node more' : nodeClass(node, id === relations.root)
  return (
    <>
      <Handle type="target" position={Position.Top} className="relation-handle" isConnectable={false} />
      <button
        type="button"
        className={`${shape}${dimmed ? ' dimmed' : ''}${data.chosen ? ' chosen' : ''} nopan`}
        aria-expanded={data.expandable ? data.expanded : undefined}
        aria-busy={data.busy}
        tabIndex={stop ? 0 : -1}
        onClick={() => acts.choose(id)}
        onKeyDown={(event) => acts.walk(event, id)}
      >
        {box.more ? (
          <>
            <b>+ {t('relations.more', { count: box.more.hidden })}</b>
            <span className="node-kind">{t(`relations.classes.${classOf(box.more.kind)}`)}</span>
          </>
        ) : (
          <NodeBox node={node} own={id === relations.root} busy={data.busy} />
        )}
      </button>
      <Handle type="source" position={Position.Bottom} className="relation-handle" isConnectable={false} />
    </>
  )
}

function LineInFlow({ data }: EdgeProps<LineEdge>) {
  return data ? <LineDrawing {...data} /> : null
}

function ZoomButtons() {
  const { t } = useLanguage()
  const flow = useReactFlow()
  return (
    <div className="zoom-buttons">
      <button type="button" aria-label={t('relations.zoomIn')} onClick={() => void flow.zoomIn()}>
        +
      </button>
      <button type="button" aria-label={t('relations.zoomOut')} onClick={() => void flow.zoomOut()}>
        −
      </button>
      <button type="button" onClick={() => void flow.fitView(fitting)}>
        {t('relations.fit')}
      </button>
    </div>
  )
}
