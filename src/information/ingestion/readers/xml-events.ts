import type { Readable } from 'node:stream'
import { SaxesParser } from 'saxes'
import { Refusal } from '../../../foundation/refusal.ts'
import { refuse } from './contract.ts'
import { type ReadingLimits, readingLimits } from './limits.ts'

export interface XmlHandlers {
  open?: (name: string, attributes: Readonly<Record<string, string>>) => void
  close?: (name: string) => void
  text?: (text: string) => void
}

/** Thrown by a handler that has seen enough. */
export class Enough extends Error {}

/**
 * Reads a part of a workbook as events. Names lose their prefix. A document type is refused, so no entity is ever
 * declared, expanded or fetched; a tag or text that does not end within the bound is refused too.
 */
export async function readXml(
  part: Readable,
  file: string,
  handlers: XmlHandlers,
  limits: ReadingLimits = readingLimits,
): Promise<void> {
  const parser = new SaxesParser({ xmlns: false, fragment: false })
  let since = 0
  const localName = (name: string) => name.slice(name.indexOf(':') + 1)
  parser.on('error', () => refuse('file-truncated', { file }))
  parser.on('doctype', () => refuse('archive-suspicious', { file, markup: 'DOCTYPE' }))
  parser.on('opentag', ({ name, attributes }) => {
    since = 0
    handlers.open?.(localName(name), attributes)
  })
  parser.on('closetag', ({ name }) => {
    since = 0
    handlers.close?.(localName(name))
  })
  parser.on('text', (text) => handlers.text?.(text))
  parser.on('cdata', (text) => handlers.text?.(text))
  let decoder: TextDecoder | undefined
  try {
    for await (const block of part as AsyncIterable<Buffer>) {
      decoder ??= new TextDecoder(encodingOf(block), { fatal: true })
      since += block.length
      if (since > limits.markupBytesMax + block.length)
        refuse('workbook-too-large', { file, markupBytesMax: limits.markupBytesMax })
      parser.write(decoder.decode(block, { stream: true }))
    }
    parser.close()
  } catch (error) {
    if (error instanceof Enough) return
    if (error instanceof Refusal) throw error
    // What is left is bytes that do not unpack, or are no text: the file's fault, whatever words the reader has.
    refuse('file-truncated', { file })
  } finally {
    part.destroy()
  }
}

function encodingOf(head: Buffer): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  return head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : 'utf-8'
}
