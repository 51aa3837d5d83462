import { closeSync, openSync, writeFileSync } from 'node:fs'
import { type AnnotateWish, annotatedLine, annotatedTitles, marksByRow } from './annotated-row.ts'
import type { Encoding } from './contract.ts'
import { rowTokenTitle } from './fix-columns.ts'
import { plainTitle } from './readers/header-row.ts'
import { type FileFormat, type ReceivedFile, receiveFile } from './receive.ts'
import { tableRecords } from './table-records.ts'

/** What a child process looks up in files as delivered: there a hostile file can neither stop nor fill the server. */
export type Look = {
  files: { name: string; path: string; encoding: Encoding }[]
  folder: string
  knownTitles: string[]
} & ({ task: 'preview'; rowsMax: number } | { task: 'tokens' } | ({ task: 'annotate' } & AnnotateWish))

export interface LookedTable {
  name: string
  format: FileFormat
  encoding: string
  delimiter: string
  titles: string[]
  rows: { row: number; cells: string[] }[]
}

export interface Looked {
  tables: LookedTable[]
  tokens: { file: string; row: number; token: string }[]
}

export async function look(wish: Look): Promise<Looked> {
  const received: ReceivedFile[] = []
  const known = new Set(wish.knownTitles)
  for (const [place, file] of wish.files.entries())
    received.push(...(await receiveFile(file, wish.folder, place, known)))
  if (wish.task === 'preview') return { tables: await previewTables(received, wish.rowsMax), tokens: [] }
  if (wish.task === 'tokens') return { tables: [], tokens: await readTokens(received) }
  await annotate(received, wish)
  return { tables: [], tokens: [] }
}

const cellCharactersMax = 200

async function previewTables(received: readonly ReceivedFile[], rowsMax: number): Promise<LookedTable[]> {
  const tables: LookedTable[] = []
  for (const file of received) {
    const { name, format, encoding, header } = file
    const rows: LookedTable['rows'] = []
    for await (const { row, cells } of rowsOf(file)) {
      if (rows.length >= rowsMax) break
      rows.push({ row, cells: cells.map((cell) => cell.slice(0, cellCharactersMax)) })
    }
    const { titles = [], delimiter = ',' } = header ?? {}
    tables.push({ name, format, encoding, delimiter, titles, rows })
  }
  return tables
}

/** The rows below the header, with the number that a person sees. */
async function* rowsOf(file: ReceivedFile): AsyncGenerator<{ row: number; cells: string[] }> {
  if (file.header === undefined) return
  for await (const { number, cells } of tableRecords(file.path, file.header.delimiter)) {
    if (number === 1) continue
    yield file.numberColumn ? { row: Number(cells[0]), cells: cells.slice(1) } : { row: number, cells }
  }
}

async function readTokens(received: readonly ReceivedFile[]): Promise<Looked['tokens']> {
  const tokens: Looked['tokens'] = []
  for (const file of received) {
    const column = file.header?.titles.findIndex((title) => plainTitle(title) === rowTokenTitle) ?? -1
    if (column < 0) continue
    for await (const { row, cells } of rowsOf(file))
      if (tokens.length < annotatedRowsMax) tokens.push({ file: file.name, row, token: cells[column] ?? '' })
  }
  return tokens
}

/** A file for a person to correct; what is beyond comes in the next one, when these are done. */
export const annotatedRowsMax = 100_000

/** Writes the marked rows with their reasons; a row that could not be taken apart comes as its text. */
async function annotate(received: readonly ReceivedFile[], wish: AnnotateWish): Promise<void> {
  const marks = marksByRow(wish.marks)
  const titles = [...new Set(received.flatMap((file) => file.header?.titles ?? []))]
  const handle = openSync(wish.to, 'wx', 0o600)
  try {
    writeFileSync(handle, `\uFEFF${annotatedTitles(titles)}\r\n`)
    for (const file of received) {
      const place = wish.fileNames.indexOf(file.name)
      const of = marks.get(file.name)
      if (of === undefined) continue
      for await (const { row, cells } of rowsOf(file)) {
        const mark = of.get(row)
        if (mark === undefined) continue
        of.delete(row)
        const own = new Map(file.header!.titles.map((title, column) => [title, cells[column] ?? '']))
        writeFileSync(handle, `${annotatedLine(wish, { place, row, mark, titles, own })}\r\n`)
      }
      for (const [row, mark] of of)
        writeFileSync(handle, `${annotatedLine(wish, { place, row, mark, titles, own: new Map() })}\r\n`)
    }
  } finally {
    closeSync(handle)
  }
}
