import type { BatchResult } from './contract.ts'
import type { IngestionWork, ResolvedDelivery } from './delivery.ts'
import { readRowToken } from './fix-columns.ts'
import { listMarks } from './get-batch.ts'
import { knownTitles } from './known-titles.ts'
import { lookInto } from './look-into.ts'
import { findDelivery } from './store.ts'
import { insertFixedRows } from './store-deliveries.ts'

/**
 * Says of the quarantined rows of an earlier batch which have come again and were taken: those whose token stands in a
 * row of this delivery that was not set aside. Done twice it says the same.
 */
export async function keepFixed(
  work: IngestionWork,
  delivery: ResolvedDelivery,
  result: BatchResult,
): Promise<void> {
  const { recordType, source, encoding, replaces } = delivery
  const earlier = replaces === null ? undefined : await findDelivery(work.db, replaces)
  if (earlier === undefined) return
  const { tokens } = await lookInto(work.dataFolder, {
    task: 'tokens',
    files: delivery.files.map(({ name, path }) => ({ name, path, encoding })),
    knownTitles: [...knownTitles(recordType, source)],
  })
  const keyOf = (file: string, row: number) => `${row} ${file}`
  const again = new Set((await listMarks(work, result.batch)).map(({ file, row }) => keyOf(file, row)))
  const open = new Set((await listMarks(work, earlier.id)).map(({ file, row }) => keyOf(file, row)))
  const fixed = tokens.flatMap(({ file, row, token }) => {
    const place = readRowToken(token)
    const name = place === undefined ? undefined : earlier.files[place.file]?.name
    if (name === undefined || again.has(keyOf(file, row)) || !open.has(keyOf(name, place!.row))) return []
    return [{ batch: earlier.id, file: name, row: place!.row, fixedBy: result.batch, fixedAt: work.now }]
  })
  await insertFixedRows(work.db, fixed)
}
