import { createHash } from 'node:crypto'
import { closeSync, openSync, writeSync } from 'node:fs'

/** A file that is written once from its beginning to its end, with its digest. */
export class PartFile {
  readonly #descriptor: number
  readonly #hash = createHash('sha256')
  #bytes = 0

  constructor(path: string) {
    this.#descriptor = openSync(path, 'wx')
  }

  write(bytes: Uint8Array): void {
    this.#hash.update(bytes)
    this.#bytes += bytes.length
    for (let from = 0; from < bytes.length; ) from += writeSync(this.#descriptor, bytes, from)
  }

  close(): { bytes: number; digest: string } {
    closeSync(this.#descriptor)
    return { bytes: this.#bytes, digest: `sha256:${this.#hash.digest('hex')}` }
  }
}
