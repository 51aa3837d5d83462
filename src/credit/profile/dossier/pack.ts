import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'

/** How many records a gathering tells of, and the engine's lists. */
export interface Body {
  total: number
  rows: unknown[][]
}
/** What was gathered, by the name of the gathering. */
export type Bodies = Record<string, Body>

/** The text of a dossier, from bodies as the engine wrote them: nothing is parsed on the way in. */
export function textOf(parts: readonly { id: string; total: number; body: string }[]): string {
  const entries = parts.map(
    ({ id, total, body }) => `${JSON.stringify(id)}:{"total":${total},"rows":${body}}`,
  )
  return `{${entries.join(',')}}`
}

export function pack(text: string): Buffer {
  return zstdCompressSync(text)
}

export function unpack(packed: Uint8Array): Bodies {
  return JSON.parse(zstdDecompressSync(packed).toString()) as Bodies
}
