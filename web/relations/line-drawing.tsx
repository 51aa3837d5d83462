import type { LineRoute } from './line-route.ts'
import { type RelationClass, relationClasses } from './relation-class.ts'

/** The arrow heads of a picture, one of each color; the prefix keeps two pictures of one page apart. */
export function ArrowHeads({ prefix }: { prefix: string }) {
  return (
    <defs>
      {relationClasses.map((one) => (
        <marker
          key={one}
          id={`${prefix}-${one}`}
          className={`arrow-${one}`}
          viewBox="0 0 10 10"
          refX="9"
          refY="5"
          markerWidth="7"
          markerHeight="7"
          orient="auto-start-reverse"
        >
          <path d="M0 0.8 10 5 0 9.2z" />
        </marker>
      ))}
    </defs>
  )
}

export interface LineDrawingProps {
  route: LineRoute
  class: RelationClass
  words: string
  prefix: string
  dimmed?: boolean
  /** Thin and without words; the rows say the same in full. */
  aside?: boolean
}

/** A relation as a line with its words on it: the color is never the only sign. */
export function LineDrawing(props: LineDrawingProps) {
  const { route, class: own, words, prefix, dimmed = false, aside = false } = props
  return (
    <g className={`relation-line ${own}${dimmed ? ' dimmed' : ''}${aside ? ' aside' : ''}`}>
      <path d={route.path} markerEnd={`url(#${prefix}-${own})`} />
      {words && !aside ? (
        <text x={route.label.x} y={route.label.y + 4} textAnchor="middle">
          {words}
        </text>
      ) : null}
    </g>
  )
}
