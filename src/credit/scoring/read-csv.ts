import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { Refusal } from '../../foundation/refusal.ts'
import { refuse } from './contract.ts'

/**
 * Rows of a CSV file (RFC 4180; gzip by its ending), the header first, a block at a time, each as wide as the
 * header. UTF-8, or GB18030 when the first block is not UTF-8. Refuses with file and row what it cannot read.
 */
export async function* readCsv(file: string): AsyncGenerator<string[][]> {
  let parser: RowParser | undefined
  try {
    let decoder: TextDecoder | undefined
    for await (const block of byteStream(file)) {
      decoder ??= decoderFor(block)
      parser ??= new RowParser(file)
      const rows = parser.take(decoder.decode(block, { stream: true }))
      if (rows.length > 0) yield rows
    }
    if (!parser || !decoder) return refuse('training-file-unreadable', { file, row: 0, problem: 'empty' })
    const rest = parser.finish(decoder.decode())
    if (rest.length > 0) yield rest
  } catch (error) {
    if (error instanceof Refusal) throw error
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') refuse('training-file-missing', { file })
    // Of the file system, of gzip, or of bytes that are no text in the encoding.
    if (code !== undefined) refuse('training-file-unreadable', { file, problem: code })
    throw error
  }
}

async function* byteStream(file: string): AsyncGenerator<Buffer> {
  const raw = createReadStream(file, { highWaterMark: 1 << 20 })
  const bytes: Readable = file.endsWith('.gz') ? raw.pipe(createGunzip()) : raw
  // A failure of the file must reach the reader of the unpacked bytes too.
  if (bytes !== raw) raw.on('error', (error) => bytes.destroy(error))
  for await (const block of bytes) yield block as Buffer
}

function decoderFor(block: Buffer): TextDecoder {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(block, { stream: true })
    return new TextDecoder('utf-8', { fatal: true })
  } catch {
    return new TextDecoder('gb18030', { fatal: true })
  }
}

const [quote, comma, feed, carriage] = [34, 44, 10, 13]

/** Keeps the unfinished row between blocks. */
class RowParser {
  readonly #file: string
  #pending = ''
  #width = 0
  #rows = 0

  constructor(file: string) {
    this.#file = file
  }

  take(text: string): string[][] {
    const all = this.#pending + text
    const end = this.#lastRowEnd(all)
    this.#pending = all.slice(end)
    return this.#parse(all.slice(0, end))
  }

  finish(text: string): string[][] {
    const rows = this.#parse(this.#pending + text)
    if (this.#rows === 0) refuse('training-file-unreadable', { file: this.#file, row: 0, problem: 'empty' })
    return rows
  }

  /** After the last line feed that is not inside quotes. */
  #lastRowEnd(text: string): number {
    let [end, quoted] = [0, false]
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code === quote) quoted = !quoted
      else if (code === feed && !quoted) end = at + 1
    }
    return end
  }

  #parse(text: string): string[][] {
    const rows: string[][] = []
    let at = text.charCodeAt(0) === 0xfeff ? 1 : 0
    while (at < text.length) {
      const fields: string[] = []
      at = this.#parseRow(text, at, fields)
      if (fields.length === 1 && fields[0] === '') continue
      if (this.#rows === 0) this.#width = fields.length
      if (fields.length !== this.#width)
        refuse('training-file-unreadable', {
          file: this.#file,
          row: this.#rows,
          fields: fields.length,
          expected: this.#width,
        })
      this.#rows++
      rows.push(fields)
    }
    return rows
  }

  #parseRow(text: string, from: number, fields: string[]): number {
    let at = from
    for (;;) {
      if (text.charCodeAt(at) === quote) {
        const [field, next] = this.#parseQuoted(text, at + 1)
        fields.push(field)
        at = next
      } else {
        let end = at
        while (end < text.length && text.charCodeAt(end) !== comma && text.charCodeAt(end) !== feed) end++
        const isLast = text.charCodeAt(end) !== comma
        fields.push(
          text.slice(at, isLast && text.charCodeAt(end - 1) === carriage && end > at ? end - 1 : end),
        )
        at = end
      }
      if (text.charCodeAt(at) !== comma) return at + 1
      at++
    }
  }

  #parseQuoted(text: string, from: number): [string, number] {
    let [field, at] = ['', from]
    for (;;) {
      const end = text.indexOf('"', at)
      if (end < 0)
        refuse('training-file-unreadable', { file: this.#file, row: this.#rows, problem: 'unclosed-quote' })
      field += text.slice(at, end)
      if (text.charCodeAt(end + 1) !== quote) {
        const next = text.charCodeAt(end + 1) === carriage ? end + 2 : end + 1
        const code = text.charCodeAt(next)
        if (next < text.length && code !== comma && code !== feed)
          refuse('training-file-unreadable', {
            file: this.#file,
            row: this.#rows,
            problem: 'text-after-quote',
          })
        return [field, next]
      }
      field += '"'
      at = end + 2
    }
  }
}
