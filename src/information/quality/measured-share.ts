import type { BatchMeasures } from './contract.ts'

/**
 * The enterprises of the whole delivery. A very large one is measured by some of its buckets, which are whole
 * enterprises by a hash: what they hold is then scaled up.
 */
export function enterprisesOf({
  rows,
  quarantined,
  duplicate,
  measured,
  enterprises,
}: BatchMeasures): number {
  const published = rows - quarantined - duplicate
  return measured === 0 ? enterprises : enterprises * Math.max(1, published / measured)
}
