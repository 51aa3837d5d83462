import { monthTick } from '../../components/calendar.ts'
import { useLanguage } from '../../components/language.ts'
import { ticksOf } from './axis.ts'
import { type ChartLine, drawnMedians, type Multiple } from './chart-data.ts'
import { courseOf } from './course.ts'
import { barOf, edges, isTick, type Plot, pathOf, plotOf, spanOf } from './plot.ts'

const marks: Record<string, { ink: string; wash: string }> = {
  red: { ink: '#b3261e', wash: 'rgb(179 38 30 / 8%)' },
  orange: { ink: '#b8500f', wash: 'rgb(210 102 31 / 9%)' },
  yellow: { ink: '#856400', wash: 'rgb(201 154 18 / 12%)' },
  blue: { ink: '#245a91', wash: 'rgb(59 120 181 / 10%)' },
  good: { ink: '#1f7a63', wash: 'rgb(47 143 117 / 10%)' },
}
const plainMark = { ink: '#5b6780', wash: 'rgb(91 103 128 / 8%)' }

export interface SmallMultipleProps {
  multiple: Multiple
  months: readonly string[]
  widthPx: number
  /** The month that is pointed at. */
  at: number | undefined
  /** The lowest of a stack names the months. */
  last: boolean
}

/** One small multiple, drawn by hand: it prints crisp, speaks through the sentence around it, and needs no library. */
export function SmallMultiple({ multiple, months, widthPx, at, last }: SmallMultipleProps) {
  const { language } = useLanguage()
  const plot = plotOf(multiple, months.length, widthPx)
  const bottom = edges.top + plot.heightPx
  const heightPx = bottom + (last ? 24 : 8)
  return (
    <svg
      viewBox={`0 0 ${widthPx} ${heightPx}`}
      width="100%"
      className="small-multiple"
      aria-hidden="true"
      style={{ aspectRatio: `${widthPx} / ${heightPx}` }}
    >
      <Washes multiple={multiple} months={months} plot={plot} />
      <Grid plot={plot} />
      {multiple.lines.map((line, place) =>
        line.form === 'bar' ? (
          <Bars key={line.id} {...{ line, place, multiple, months, plot }} />
        ) : (
          <path key={line.id} d={pathOf(line.values, plot)} className="course" stroke={line.color} />
        ),
      )}
      {drawnMedians(multiple).map((median, place) => (
        <path key={multiple.lines[place]?.id} d={pathOf(median, plot)} className="median-course" />
      ))}
      {multiple.lines.map((line) =>
        line.form === 'line' ? <Turns key={line.id} {...{ line, months, plot }} /> : null,
      )}
      {at === undefined ? null : (
        <line x1={plot.x(at)} x2={plot.x(at)} y1={edges.top} y2={bottom} className="pointer" />
      )}
      <Numbers multiple={multiple} months={months} plot={plot} />
      {last
        ? months.map((month, index) =>
            isTick(month, plot) ? (
              <text key={month} x={plot.x(index)} y={bottom + 18} textAnchor="middle">
                {monthTick(month, language)}
              </text>
            ) : null,
          )
        : null}
    </svg>
  )
}

function Grid({ plot }: { plot: Plot }) {
  return ticksOf(plot.axis).map((tick) => (
    <g key={tick}>
      <line
        x1={edges.left}
        x2={plot.widthPx - edges.right}
        y1={plot.y(tick)}
        y2={plot.y(tick)}
        className={tick === Math.max(0, plot.axis.min) ? 'ground' : 'grid'}
      />
      <text x={edges.left - 8} y={plot.y(tick) + 4} textAnchor="end">
        {tick.toLocaleString('en-US', { maximumFractionDigits: 2 })}
      </text>
    </g>
  ))
}

interface Drawn {
  multiple: Multiple
  months: readonly string[]
  plot: Plot
}

/** A note's span may begin before the chart or end beyond it: it is cut to the months shown. */
function Washes({ multiple, months, plot }: Drawn) {
  return multiple.notes.map((note) => {
    const span = spanOf(months, note)
    if (!span) return null
    const x = plot.x(span.first) - plot.slotPx / 2
    return (
      <rect
        key={note.code + note.number}
        x={x}
        y={edges.top}
        width={(span.last - span.first + 1) * plot.slotPx}
        height={plot.heightPx}
        fill={(marks[note.tone] ?? plainMark).wash}
      />
    )
  })
}

function Numbers({ multiple, months, plot }: Drawn) {
  return multiple.numbered.map((note) => {
    const span = spanOf(months, note)
    if (!span) return null
    const x = (plot.x(span.first) + plot.x(span.last)) / 2
    return (
      <g key={note.code + note.number} transform={`translate(${x} ${edges.top})`}>
        <circle r="10" fill={(marks[note.tone] ?? plainMark).ink} />
        <text y="4.2" textAnchor="middle" className="note-number">
          {note.number}
        </text>
      </g>
    )
  })
}

/** Where a note speaks of bars that stand alone, those of its months stand out and the others step back. */
function Bars({ line, place, multiple, months, plot }: Drawn & { line: ChartLine; place: number }) {
  const alone = multiple.lines.length === 1
  const spoken = alone ? multiple.notes.filter((note) => note.lines.includes(line.id)) : []
  const colorOf = (month: string) => {
    const note = spoken.find(({ from, to }) => from <= month && month <= to)
    return note ? (marks[note.tone] ?? plainMark).ink : line.color
  }
  return line.values.map((value, index) => {
    if (value === null) return null
    const { x, widthPx } = barOf(plot, index, place, multiple.lines.length)
    const [y, ground] = [plot.y(Math.max(0, value)), plot.y(Math.min(0, value))]
    return (
      <rect
        key={months[index]}
        x={x}
        y={y}
        width={widthPx}
        height={Math.max(0, ground - y)}
        rx="1.5"
        fill={colorOf(months[index]!)}
      />
    )
  })
}

/** On a line, where it stood highest and where it stands now, with the figures. */
function Turns({ line, months, plot }: { line: ChartLine; months: readonly string[]; plot: Plot }) {
  const course = courseOf(months, line.values)
  if (!course) return null
  const falls = course.last < course.highest
  const points: [string, number, boolean][] = [[course.to, course.last, falls]]
  if (course.peak !== course.to) points.unshift([course.peak, course.highest, false])
  return points.map(([month, value, below]) => {
    const [x, y] = [plot.x(months.indexOf(month)), plot.y(value)]
    // Below the ground stand the months.
    const under = below && y + 22 < edges.top + plot.heightPx
    return (
      <g key={month}>
        <circle cx={x} cy={y} r="4" fill="#fff" stroke={line.color} strokeWidth="2.4" />
        <text x={x} y={under ? y + 19 : y - 9} textAnchor="middle" className="turn">
          {value.toLocaleString('en-US', { maximumFractionDigits: 1 })}
        </text>
      </g>
    )
  })
}
