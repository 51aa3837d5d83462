import { type Random, shuffle } from '../random.ts'

/**
 * Assigns each row to one of `folds` folds, with the same share of bads in each (± 1). Rows of one group
 * stay together; then the groups are spread by whether they hold a bad row.
 */
export function stratifiedFolds(
  labels: Uint8Array,
  folds: number,
  random: Random,
  groups?: Int32Array,
): Uint8Array {
  const assignment = new Uint8Array(labels.length)
  const members = new Map<number, number[]>()
  labels.forEach((_, row) => {
    const group = groups ? groups[row]! : row
    const rows = members.get(group)
    if (rows) rows.push(row)
    else members.set(group, [row])
  })
  const isBad = (rows: number[]) => rows.some((row) => labels[row] === 1)
  let next = 0
  for (const stratum of [true, false]) {
    const all = shuffle(
      [...members.values()].filter((rows) => isBad(rows) === stratum),
      random,
    )
    for (const rows of all) {
      for (const row of rows) assignment[row] = next % folds
      next++
    }
  }
  return assignment
}
