import { parse } from 'csv-parse/sync'
import { refuse } from './contract.ts'

export interface Header {
  titles: string[]
  delimiter: string
}

const delimiters = [',', '\t', ';', '|']

/** A header longer than this is no header. */
export const headerBytesMax = 256 * 1024

/** The first record of a file and the separator under which it has the most columns; undefined when there is none. */
export function readHeader(head: string, file: string): Header | undefined {
  const text = head.replace(/^\uFEFF/, '')
  if (text.trim() === '') return undefined
  let best: Header | undefined
  for (const delimiter of delimiters) {
    const titles = firstRecord(text, delimiter)
    if (titles && titles.length > (best?.titles.length ?? 0)) best = { titles, delimiter }
  }
  return best ?? refuse('file-not-text', { file, row: 1 })
}

function firstRecord(text: string, delimiter: string): string[] | undefined {
  try {
    const [record] = parse(text, { delimiter, to: 1, relax_column_count: true, bom: true }) as string[][]
    return record
  } catch {
    return undefined
  }
}
