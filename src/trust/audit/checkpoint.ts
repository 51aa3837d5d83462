import { hashLength } from './merkle-tree.ts'
import { openNote } from './signed-note.ts'

/** What a checkpoint signs (C2SP tlog-checkpoint): the log's origin, its size and its root. */
export interface TreeHead {
  origin: string
  size: number
  root: Buffer
}

export function formatTreeHead(head: TreeHead): string {
  return `${head.origin}\n${head.size}\n${head.root.toString('base64')}\n`
}

function parseTreeHead(text: string): TreeHead | undefined {
  const match = /^([^\n]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n(?:[^\n]+\n)*$/.exec(text)
  if (!match) return undefined
  const root = Buffer.from(match[3]!, 'base64')
  const size = Number(match[2])
  if (root.length !== hashLength || !Number.isSafeInteger(size)) return undefined
  return { origin: match[1]!, size, root }
}

/** The tree head of a signed checkpoint; undefined unless the key signed it. */
export function openCheckpoint(note: string, verifierKey: string): TreeHead | undefined {
  const text = openNote(note, verifierKey)
  return text === undefined ? undefined : parseTreeHead(text)
}
