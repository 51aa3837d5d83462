import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { findEnterprisesBySubject } from '../../information/enterprises/index.ts'
import type { Authorization } from '../../trust/consent/index.ts'
import type { AsOf } from './as-of.ts'
import { kernelRecordTypes } from './firm-rows.ts'
import { createKernel } from './kernel.ts'
import type { LakeState } from './lake-state.ts'
import { loadFirm } from './load-firm.ts'
import { keptSeriesSize, writeSeries } from './month-series.ts'
import { createPackedVectors, type PackedVector } from './packed-vector.ts'
import type { IndicatorTables } from './store.ts'
import { readVectorFile, type VectorBlock } from './vector-file.ts'

/** A block of the bulk process with the enterprise of each vector; undefined where it is taken up elsewhere. */
export interface ResolvedBlock extends VectorBlock {
  enterprises: (string | undefined)[]
}

/**
 * Gives each vector its enterprise. The bulk process computes by lake key; an enterprise that several keys mean,
 * such as a code and an old local number, is in no single vector: those are listed apart, to be computed whole.
 */
export async function resolveVectors(
  work: UnitOfWork<IndicatorTables>,
  source: { folder: string; job: number; size: number },
  take: (block: ResolvedBlock) => Promise<void>,
): Promise<{ several: string[] }> {
  const times = new Map<string, number>()
  for (const { subjects } of readVectorFile(source.folder, source.job, source.size))
    for (const enterprise of (await findEnterprisesBySubject(work, subjects)).values())
      times.set(enterprise, (times.get(enterprise) ?? 0) + 1)
  const several = [...times].filter(([, count]) => count > 1).map(([enterprise]) => enterprise)
  for (const block of readVectorFile(source.folder, source.job, source.size)) {
    const found = await findEnterprisesBySubject(work, block.subjects)
    const enterprises = block.subjects.map((subject) => {
      const enterprise = found.get(subject)
      return enterprise !== undefined && times.get(enterprise) === 1 ? enterprise : undefined
    })
    await take({ ...block, enterprises })
  }
  return { several: several.sort() }
}

/** The vectors of enterprises with several lake keys, from all their rows. */
export async function computeSeveral(
  work: UnitOfWork<IndicatorTables>,
  authorization: Authorization,
  wish: { enterprises: readonly string[]; asOf: AsOf; state: LakeState },
): Promise<{ vectors: PackedVector; series: Float64Array }> {
  const kernel = createKernel()
  const vectors = createPackedVectors(wish.enterprises.length, kernel.size)
  const series = new Float64Array(wish.enterprises.length * keptSeriesSize)
  for (const [index, enterprise] of wish.enterprises.entries()) {
    const rows = await loadFirm(work, authorization, { ...wish, enterprise, recordTypes: kernelRecordTypes })
    kernel.compute(rows, vectors, index)
    writeSeries(kernel.figures, series, index * keptSeriesSize)
  }
  return { vectors, series }
}
