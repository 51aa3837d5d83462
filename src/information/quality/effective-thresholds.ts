import { Compile } from 'typebox/compile'
import { digestOf } from '../../foundation/canonical-json.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { refuse, Thresholds, type ThresholdsChange } from './contract.ts'
import { type StoredChange, selectChanges, type ThresholdTables } from './store-thresholds.ts'
import standard from './thresholds.json' with { type: 'json' }

const schema = Compile(Thresholds)

/** Checks the whole of it: a change is sound when the thresholds with it are. */
export function thresholdsOf(data: unknown): Thresholds {
  if (schema.Check(data)) return data
  const [first] = schema.Errors(data)
  return refuse('thresholds-invalid', { path: first?.instancePath ?? '', message: first?.message ?? '' })
}

export const standardThresholds: Thresholds = thresholdsOf(standard)

export function withChange(thresholds: Thresholds, change: ThresholdsChange): Thresholds {
  const sections: Record<string, object> = { ...thresholds }
  for (const [name, values] of Object.entries(change)) sections[name] = { ...sections[name], ...values }
  return thresholdsOf(sections)
}

/** The thresholds for a record type and source: the standard ones, then every approved change, the narrower one last. */
export async function effectiveThresholds(
  work: UnitOfWork<ThresholdTables>,
  scope: { recordType: string | null; source: string | null },
): Promise<{ thresholds: Thresholds; digest: string }> {
  const changes = await selectChanges(work.db, scope, 'approved')
  const ordered = changes.sort((left, right) => breadth(left) - breadth(right) || before(left, right))
  const thresholds = ordered.reduce((sum, { change }) => withChange(sum, change), standardThresholds)
  return { thresholds, digest: digestOf(thresholds) }
}

function breadth(change: StoredChange): number {
  return (change.recordType === null ? 0 : 1) + (change.source === null ? 0 : 2)
}

function before(left: StoredChange, right: StoredChange): number {
  return (left.decidedAt ?? '') < (right.decidedAt ?? '') ? -1 : 1
}
