import { Link } from '@tanstack/react-router'
import { amountText } from '../../components/amount.ts'
import { useLanguage } from '../../components/language.ts'
import { box, type Neighbor, placeOf, type Side, size } from './ego-layout.ts'

const middle = { x: size.width / 2, y: size.height / 2 }

/** One enterprise with its nearest ties around it; on a narrow screen the same ties stand in a list. */
export function EgoPicture({ name, neighbors }: { name: string; neighbors: readonly Neighbor[] }) {
  const { t } = useLanguage()
  const placed = (['above', 'below', 'left', 'right'] as const).flatMap((side) => {
    const own = neighbors.filter((neighbor) => neighbor.side === side)
    return own.map((neighbor, index) => ({ neighbor, at: placeOf(side, index, own.length) }))
  })
  return (
    <>
      <div className="ego-picture" aria-hidden="true">
        <svg viewBox={`0 0 ${size.width} ${size.height}`} aria-hidden="true">
          {placed.map(({ neighbor, at }) => (
            <Tie key={neighbor.node.id} neighbor={neighbor} at={at} />
          ))}
          <g transform={`translate(${middle.x} ${middle.y})`} className="ego-self">
            <rect x="-92" y="-27" width="184" height="54" rx="7" />
            <text textAnchor="middle" y="-2">
              {shortened(name, 12)}
            </text>
            <text textAnchor="middle" y="16" className="ego-note">
              {t('profile.ties.self')}
            </text>
          </g>
          {placed.map(({ neighbor: { node, edge, outward }, at }) => (
            <g
              key={node.id}
              transform={`translate(${at.x} ${at.y})`}
              className={node.marks.length > 0 ? 'ego-node marked' : 'ego-node'}
            >
              <rect
                x={-box.width / 2}
                y={-box.height / 2}
                width={box.width}
                height={box.height}
                rx={node.kind === 'person' ? 25 : 6}
              />
              <text textAnchor="middle" y="-3">
                {shortened(node.name, 10)}
              </text>
              <text textAnchor="middle" y="14" className="ego-note">
                {node.marks[0]
                  ? t(`profile.ties.marks.${node.marks[0]}`)
                  : t(`profile.ties.kinds.${edge.kind}.${outward ? 'out' : 'in'}`)}
              </text>
            </g>
          ))}
        </svg>
      </div>
      <ul className="ego-list">
        {neighbors.map((neighbor) => (
          <EgoLine key={neighbor.node.id} neighbor={neighbor} />
        ))}
      </ul>
    </>
  )
}

function EgoLine({ neighbor: { node, edge, outward } }: { neighbor: Neighbor }) {
  const { t } = useLanguage()
  const weight = useWeight()
  return (
    <li>
      <span>
        {node.enterprise ? (
          <Link to="/app/enterprises/$enterprise" params={{ enterprise: node.enterprise }} lang="zh-CN">
            {node.name}
          </Link>
        ) : (
          <span lang="zh-CN">{node.name}</span>
        )}
        {node.marks.map((mark) => (
          <em key={mark} className="chip bad">
            {t(`profile.ties.marks.${mark}`)}
          </em>
        ))}
      </span>
      <span className="aside">
        {t(`profile.ties.kinds.${edge.kind}.${outward ? 'out' : 'in'}`)} {weight(edge)}
      </span>
    </li>
  )
}

function useWeight() {
  const { language } = useLanguage()
  return (edge: Neighbor['edge']) => {
    if (edge.ratioBps !== undefined) return `${(edge.ratioBps / 100).toFixed(edge.ratioBps % 100 ? 1 : 0)}%`
    return edge.amountFen === undefined ? '' : amountText(edge.amountFen, language)
  }
}

/** From the edge of one box to the edge of the other; the arrow shows which way the tie goes. */
function Tie({ neighbor, at }: { neighbor: Neighbor; at: { x: number; y: number } }) {
  const weight = useWeight()
  const [near, far] = endsOf(neighbor.side, at)
  const bend = neighbor.side === 'above' || neighbor.side === 'below'
  const halfway = { x: (near.x + far.x) / 2, y: (near.y + far.y) / 2 }
  const path = bend
    ? `M${near.x} ${near.y}C${near.x} ${halfway.y} ${far.x} ${halfway.y} ${far.x} ${far.y}`
    : `M${near.x} ${near.y}C${halfway.x} ${near.y} ${halfway.x} ${far.y} ${far.x} ${far.y}`
  const text = weight(neighbor.edge)
  return (
    <g className={`ego-tie ${neighbor.edge.kind}`}>
      <path d={path} />
      <ArrowHead tip={neighbor.outward ? far : near} side={neighbor.side} outward={neighbor.outward} />
      {text ? (
        <text x={halfway.x} y={halfway.y + 4} textAnchor="middle">
          {text}
        </text>
      ) : null}
    </g>
  )
}

function endsOf(side: Side, at: { x: number; y: number }) {
  if (side === 'above')
    return [
      { x: middle.x, y: middle.y - 27 },
      { x: at.x, y: at.y + box.height / 2 },
    ] as const
  if (side === 'below')
    return [
      { x: middle.x, y: middle.y + 27 },
      { x: at.x, y: at.y - box.height / 2 },
    ] as const
  const sign = side === 'left' ? -1 : 1
  return [
    { x: middle.x + sign * 92, y: middle.y },
    { x: at.x - (sign * box.width) / 2, y: at.y },
  ] as const
}

const turns: Record<Side, number> = { above: -90, right: 0, below: 90, left: 180 }

function ArrowHead({ tip, side, outward }: { tip: { x: number; y: number }; side: Side; outward: boolean }) {
  const turn = turns[side] + (outward ? 0 : 180)
  return (
    <path
      d="M0 0L-7 -3.5L-7 3.5Z"
      transform={`translate(${tip.x} ${tip.y}) rotate(${turn})`}
      className="head"
    />
  )
}

function shortened(name: string, max: number): string {
  const glyphs = [...name]
  return glyphs.length > max ? `${glyphs.slice(0, max - 1).join('')}…` : name
}
