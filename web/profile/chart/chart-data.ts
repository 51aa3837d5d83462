import type { SectionPanel, SeriesData } from '../../../src/credit/profile/section.contract.ts'
import type { Value } from '../../../src/credit/profile/value.contract.ts'
import { besideOf, type Values } from './course.ts'
import { type Measure, measureOf, numberOf } from './measure.ts'

export type SeriesNote = SeriesData['notes'][number]
export type SeriesPanel = Extract<SectionPanel, { data: unknown }>
type Line = SeriesData['lines'][number]

/** One line or row of bars over the months of a chart. */
export interface ChartLine {
  id: string
  label: { zh: string; en: string }
  form: 'line' | 'bar'
  values: Values
  median: Values | undefined
  /** The median lies so far off that it is said beside the chart. */
  beside: 'below' | 'above' | undefined
  color: string
  recordType: string | undefined
}

/** One small multiple: its own scale, the months shared with its neighbors. */
export interface Multiple {
  id: string
  measure: Measure
  unit: Value['type']
  heightPx: number
  lines: readonly ChartLine[]
  notes: readonly SeriesNote[]
  /** The notes that have their number here and not in a multiple above. */
  numbered: readonly SeriesNote[]
}

export interface ChartData {
  months: readonly string[]
  multiples: readonly Multiple[]
}

const barColors = ['#3f8099', '#c3ccd6', '#8c7a4f', '#6d7f8f']
/** Bars that a note speaks of step back, so that those of its months stand out. */
const stepsBack = '#b9c1cc'
const lineColors = ['#0e5874', '#b3561b', '#6b5a12', '#5b6780']

/** Lines of one unit and one form share a scale; each such group is a small multiple of its own. */
export function chartOf(series: SeriesData): ChartData {
  const groups = Map.groupBy(series.lines, (line) => `${line.unit} ${line.drawn}`)
  const numbered = new Set<SeriesNote>()
  const multiples = [...groups].map(([id, lines], place) => {
    const notes = series.notes.filter((note) => lines.some((line) => note.lines.includes(line.id)))
    const first = notes.filter((note) => !numbered.has(note))
    for (const note of first) numbered.add(note)
    return multipleOf(id, lines, { notes, numbered: first, place, of: groups.size })
  })
  return { months: series.months, multiples }
}

function multipleOf(
  id: string,
  lines: readonly Line[],
  around: { notes: SeriesNote[]; numbered: SeriesNote[]; place: number; of: number },
): Multiple {
  const [{ unit, drawn }] = lines as [Line, ...Line[]]
  const measure = measureOf(
    unit,
    lines.flatMap((line) => [...line.values, ...(line.median ?? [])]),
  )
  const colors = drawn === 'bars' ? barColors : lineColors
  return {
    id,
    unit,
    measure,
    heightPx: around.of > 1 && around.place > 0 && lines.length === 1 ? 72 : 118,
    notes: around.notes,
    numbered: around.numbered,
    lines: lines.map((line, index) => {
      const values = line.values.map((value) => numberOf(value, measure))
      const median = line.median?.map((value) => numberOf(value, measure))
      const known = median?.some((value) => value !== null) ? median : undefined
      return {
        id: line.id,
        label: line.label,
        form: drawn === 'bars' ? 'bar' : 'line',
        values,
        median: known,
        beside: known ? besideOf(values, known) : undefined,
        color:
          drawn === 'bars' && lines.length === 1 && around.notes.length > 0
            ? stepsBack
            : colors[index % colors.length]!,
        recordType: undefined,
      }
    }),
  }
}

/** The medians that are drawn. */
export function drawnMedians({ lines }: Multiple): Values[] {
  return lines.flatMap(({ median, beside }) => (median && !beside ? [median] : []))
}
