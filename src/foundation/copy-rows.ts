import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import pg from 'pg'
import type { Database } from './database.ts'

/** A connection of its own on which one statement follows another: for loading in bulk, never inside a unit of work. */
export interface Loader {
  run(statement: string): Promise<void>
  /** Gives a file to a `COPY … FROM STDIN`. */
  copy(statement: string, path: string): Promise<void>
}

export async function withLoader<Result>(
  database: Database,
  task: (loader: Loader) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ ...database.connection, application_name: 'sanxin loading' })
  // What breaks the connection fails the statement that runs; without a listener it would end the process.
  client.on('error', () => {})
  await client.connect()
  try {
    return await task({
      run: async (statement) => void (await client.query(statement)),
      copy: (statement, path) =>
        new Promise((resolve, reject) => {
          client.query(new CopyFromFile(statement, path, (error) => (error ? reject(error) : resolve())))
        }),
    })
  } finally {
    await client.end()
  }
}

/** The part of pg's connection that a copy speaks to: its messages, and the socket below for its pace. */
interface Wire {
  query(text: string): void
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
  sendCopyFail(message: string): void
  readonly stream: NodeJS.WritableStream & { writableNeedDrain: boolean; destroyed: boolean }
}

/** A query in the form that pg lets strangers submit: it calls these as the server answers. */
class CopyFromFile implements pg.Submittable {
  readonly #statement: string
  readonly #path: string
  readonly callback: (error?: Error) => void
  #failed: Error | undefined

  constructor(statement: string, path: string, callback: (error?: Error) => void) {
    this.#statement = statement
    this.#path = path
    this.callback = callback
  }

  submit(connection: unknown): void {
    ;(connection as Wire).query(this.#statement)
  }

  handleCopyInResponse(wire: Wire): void {
    this.#send(wire).catch((error: Error) => {
      this.#failed = error
      wire.sendCopyFail(error.message)
    })
  }

  async #send(wire: Wire): Promise<void> {
    for await (const chunk of createReadStream(this.#path, { highWaterMark: 1 << 18 })) {
      // The server has refused a row, and says so by `handleError`: it listens no more.
      if (this.#failed) return
      if (wire.stream.destroyed) throw new Error('the connection is gone')
      wire.sendCopyFromChunk(chunk as Buffer)
      if (wire.stream.writableNeedDrain) await drained(wire.stream)
    }
    if (!this.#failed) wire.endCopyFrom()
  }

  handleError(error: Error): void {
    this.#failed ??= error
    this.callback(this.#failed)
  }

  handleReadyForQuery(): void {
    if (!this.#failed) this.callback()
  }

  handleCommandComplete(): void {}
  handleRowDescription(): void {}
  handleDataRow(): void {}
  handlePortalSuspended(): void {}
  handleEmptyQuery(): void {}
}

/** Until the socket takes more, or is gone. */
async function drained(stream: NodeJS.WritableStream): Promise<void> {
  const over = new AbortController()
  const { signal } = over
  try {
    await Promise.race([once(stream, 'drain', { signal }), once(stream, 'close', { signal })])
  } finally {
    over.abort()
  }
}
