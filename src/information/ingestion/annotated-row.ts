import { annotationTitles, guarded, rowToken } from './fix-columns.ts'
import { plainTitle } from './readers/header-row.ts'
import { quoted } from './readers/table-text.ts'
import { maskText } from './rejected-rows.ts'

interface Words {
  zh: string
  en: string
}

/** Why one row was set aside. */
export interface Mark {
  file: string
  row: number
  field: string | null
  reason: string
  value: string | null
  raw: string | null
}

export interface AnnotateWish {
  to: string
  marks: Mark[]
  /** Names of the tables of the batch, in their order. */
  fileNames: string[]
  words: Record<string, { zh: string; en: string; todo: Words }>
  /** How the titles of a field are written, without case and blanks. */
  fieldTitles: Record<string, string[]>
  /** Columns that touch a person, by plain title; empty for whoever delivered them. */
  maskedTitles: string[]
}

export function marksByRow(marks: readonly Mark[]): Map<string, Map<number, Mark>> {
  const files = new Map<string, Map<number, Mark>>()
  for (const mark of marks) {
    const rows = files.get(mark.file) ?? new Map<number, Mark>()
    rows.set(mark.row, mark)
    files.set(mark.file, rows)
  }
  return files
}

export function annotatedTitles(titles: readonly string[]): string {
  return line([...annotationTitles, ...titles])
}

export function annotatedLine(
  wish: AnnotateWish,
  found: { place: number; row: number; mark: Mark; titles: readonly string[]; own: Map<string, string> },
): string {
  const { place, row, mark, titles, own } = found
  const words = wish.words[mark.reason]
  const masked = new Set(wish.maskedTitles)
  const wanted = new Set(mark.field === null ? [] : (wish.fieldTitles[mark.field] ?? [mark.field]))
  const column = titles.find((title) => own.has(title) && wanted.has(plainTitle(title)))
  const shown = (title: string) => {
    const cell = own.get(title) ?? ''
    return cell !== '' && masked.has(plainTitle(title)) ? maskText(cell) : cell
  }
  return line([
    rowToken(place, row),
    words?.zh ?? mark.reason,
    words?.en ?? mark.reason,
    column ?? mark.field ?? '',
    column === undefined ? (mark.value ?? mark.raw ?? '') : shown(column),
    words?.todo.zh ?? '',
    words?.todo.en ?? '',
    String(row),
    ...titles.map(shown),
  ])
}

function line(cells: readonly string[]): string {
  return cells.map((cell) => quoted(guarded(cell))).join(',')
}
