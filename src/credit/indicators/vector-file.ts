import { closeSync, openSync, readFileSync, readSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { keptSeriesSize } from './month-series.ts'
import { createPackedVectors, type PackedVector } from './packed-vector.ts'

/**
 * What the bulk process leaves for its parent: files of fixed-size entries, one an enterprise, in the order of the
 * lake. Written and read in blocks, so that neither side ever holds them all.
 */
const blockVectors = 2048

export interface VectorBlock {
  subjects: string[]
  /** T of each, as a month index. */
  months: Int32Array
  vectors: PackedVector
  /** The kept series of each enterprise, one after the other. */
  series: Float64Array
}

function pathsOf(folder: string, job: number) {
  const path = (name: string) => join(folder, `${job}.${name}`)
  return {
    subjects: path('subjects'),
    months: path('months'),
    values: path('values'),
    reasons: path('reasons'),
    series: path('series'),
  }
}

export interface VectorWriter {
  /** Where the next enterprise goes; `keep` takes it in. */
  readonly vectors: PackedVector
  readonly index: number
  readonly series: Float64Array
  keep(subject: string, month: number): void
  /** The blocks as written, for a digest. */
  close(): void
}

function bytesOf(array: Float64Array | Int32Array | Uint8Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength)
}

export function createVectorWriter(folder: string, job: number, size: number): VectorWriter {
  const paths = pathsOf(folder, job)
  const handles = Object.fromEntries(
    Object.entries(paths).map(([name, path]) => [name, openSync(path, 'w')]),
  ) as Record<keyof typeof paths, number>
  const vectors = createPackedVectors(blockVectors, size)
  const series = new Float64Array(blockVectors * keptSeriesSize)
  const months = new Int32Array(blockVectors)
  let subjects: string[] = []

  function flush(): void {
    const count = subjects.length
    if (count === 0) return
    writeSync(handles.subjects, `${subjects.join('\n')}\n`)
    writeSync(handles.months, bytesOf(months.subarray(0, count)))
    writeSync(handles.values, bytesOf(vectors.values.subarray(0, count * size)))
    writeSync(handles.reasons, bytesOf(vectors.reasons.subarray(0, count * size)))
    writeSync(handles.series, bytesOf(series.subarray(0, count * keptSeriesSize)))
    subjects = []
  }

  return {
    vectors,
    series,
    get index() {
      return subjects.length
    },
    keep: (subject, month) => {
      months[subjects.length] = month
      subjects.push(subject)
      if (subjects.length === blockVectors) flush()
    },
    close: () => {
      flush()
      for (const handle of Object.values(handles)) closeSync(handle)
    },
  }
}

function readInto(handle: number, array: Float64Array | Int32Array | Uint8Array): void {
  const bytes = bytesOf(array)
  for (let done = 0; done < bytes.length; ) {
    const read = readSync(handle, bytes, done, bytes.length - done, null)
    if (read === 0) throw new Error('a vector file is cut short')
    done += read
  }
}

/** The blocks of a job in the order written. */
export function* readVectorFile(folder: string, job: number, size: number): Generator<VectorBlock> {
  const paths = pathsOf(folder, job)
  const all = readFileSync(paths.subjects, 'utf8').split('\n')
  all.pop()
  const handles = [paths.months, paths.values, paths.reasons, paths.series].map((path) => openSync(path, 'r'))
  try {
    for (let from = 0; from < all.length; from += blockVectors) {
      const subjects = all.slice(from, from + blockVectors)
      const block = {
        subjects,
        months: new Int32Array(subjects.length),
        vectors: createPackedVectors(subjects.length, size),
        series: new Float64Array(subjects.length * keptSeriesSize),
      }
      readInto(handles[0]!, block.months)
      readInto(handles[1]!, block.vectors.values)
      readInto(handles[2]!, block.vectors.reasons)
      readInto(handles[3]!, block.series)
      yield block
    }
  } finally {
    for (const handle of handles) closeSync(handle)
  }
}
