import { createHash } from 'node:crypto'
import { answerBulk } from '../../foundation/bulk.ts'
import type { Progress } from '../../foundation/progress.ts'
import type { ScanPlan } from '../../information/records/index.ts'
import { monthOfDay } from './calendar-table.ts'
import { coverageOfSubjects } from './coverage.ts'
import { type FirmRows, type KernelRecordType, kernelRecordTypes } from './firm-rows.ts'
import { type SubjectRows, streamSubjects } from './firm-stream.ts'
import { createKernel } from './kernel.ts'
import { keptSeriesSize, writeSeries } from './month-series.ts'
import { packVector } from './packed-vector.ts'
import { createVectorWriter } from './vector-file.ts'

/** The bulk process: rows of the lake in, vectors of all enterprises out. It sees no store and no Authorization. */
export interface VectorJob {
  /** T as a month index; `own` is the month of each enterprise's last invoice, and leaves out who has none. */
  asOfMonth: number | 'own'
  plans: Partial<Record<KernelRecordType, ScanPlan>>
  coverage: Record<KernelRecordType, Record<string, number>>
}
export interface VectorManifest {
  folder: string
  jobs: VectorJob[]
}
export interface VectorsMade {
  jobs: { subjects: number; rows: number; digest: string }[]
}

function lastInvoiceMonth(rows: SubjectRows): number | undefined {
  let last = 0
  for (const { columns, from, to } of rows.spans['vat-invoice'] ?? [])
    for (let row = from; row < to; row++) last = Math.max(last, monthOfDay[columns.issued_on![row]!] ?? 0)
  return last > 0 ? last : undefined
}

function firmRowsOf(job: VectorJob, rows: SubjectRows): FirmRows | undefined {
  const asOfMonth = job.asOfMonth === 'own' ? lastInvoiceMonth(rows) : job.asOfMonth
  if (asOfMonth === undefined) return undefined
  const coveredTo: FirmRows['coveredTo'] = {}
  for (const recordType of kernelRecordTypes) {
    const reached = coverageOfSubjects(job.coverage[recordType], [rows.subject])
    if (reached !== undefined) coveredTo[recordType] = reached
  }
  return { asOfMonth, spans: rows.spans, coveredTo }
}

async function computeVectors(manifest: VectorManifest, progress: Progress): Promise<VectorsMade> {
  const kernel = createKernel()
  const made: VectorsMade = { jobs: [] }
  for (const [number, job] of manifest.jobs.entries()) {
    const writer = createVectorWriter(manifest.folder, number, kernel.size)
    const hash = createHash('sha256')
    let [subjects, rows] = [0, 0]
    for await (const subject of streamSubjects(job.plans)) {
      rows += subject.rows
      const firm = firmRowsOf(job, subject)
      if (!firm) continue
      const { index } = writer
      kernel.compute(firm, writer.vectors, index)
      writeSeries(kernel.figures, writer.series, index * keptSeriesSize)
      hash
        .update(`${subject.subject}\n${firm.asOfMonth}\n`)
        .update(packVector(writer.vectors, index, kernel.size))
      writer.keep(subject.subject, firm.asOfMonth)
      if (++subjects % 1000 === 0) progress({ stage: 'computing', done: subjects })
    }
    writer.close()
    made.jobs.push({ subjects, rows, digest: `sha256:${hash.digest('hex')}` })
    progress({ stage: 'computing', done: number + 1, total: manifest.jobs.length })
  }
  return made
}

if (import.meta.main) await answerBulk(computeVectors)
