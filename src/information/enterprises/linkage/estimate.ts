import { comparedFields, fieldCount, levelsOf } from './compare.ts'

/** How often each level occurs among pairs that are one enterprise (m) and among any two records (u). */
export interface LinkageModel {
  m: number[][]
  u: number[][]
  /** Chance that any two records, one of each side, are of one enterprise. */
  prior: number
}

/** Patterns of agreement with the number of pairs that show them. */
export type PatternCounts = ReadonlyMap<number, number>

const [nameField, , personField, , dayField] = [0, 1, 2, 3, 4]
/** Where names are so near, the blocks miss next to nothing, and the candidates tell the chance of it. */
const nearName = 5
const sameName = 8
const samePerson = 3
const sameDay = 4
const roundsMax = 60
const enough = 1e-5
/** What is never seen is rare, not impossible. */
const least = 1e-9

/**
 * The parameters of Fellegi and Sunter (A Theory for Record Linkage, 1969) without labels. What chance agrees on (u) is
 * counted on random pairs. What one enterprise agrees on (m) is found by expectation and maximization in two parts of
 * the candidates that hold mostly matches, each for the fields that do not choose the part: pairs of the same name,
 * and pairs of the same person and day. A run over all candidates would find the firms that are merely alike.
 */
export function estimateModel(
  candidates: PatternCounts,
  random: PatternCounts,
  sizes: { left: number; right: number },
): LinkageModel {
  const table = rowsOf(candidates)
  const u = levelShares(countLevels(rowsOf(random)), 0.5)
  const byName = maximize(
    table.filter(({ levels }) => levels[nameField]! >= sameName),
    u,
    nameField,
  )
  const byPerson = maximize(
    table.filter(({ levels }) => levels[personField] === samePerson && levels[dayField] === sameDay),
    u,
    personField,
    dayField,
  )
  const m = comparedFields.map((_, field) => {
    const counts = [byName[field]!, byPerson[field]!]
    const sum = counts[0]!.map((count, level) => count + counts[1]![level]!)
    return sharesOf(blend(sum, field))
  })
  const all = sizes.left * sizes.right
  const matchesMax = Math.min(sizes.left, sizes.right)
  const model: LinkageModel = { m, u, prior: (0.5 * matchesMax) / all }
  sharpenNames(model, table, all)
  for (let round = 0; round < 10; round++) {
    let matches = 0
    for (const { levels, count } of table) matches += count * chance(model, levels)
    model.prior = Math.max(1, Math.min(matches, matchesMax)) / all
  }
  return model
}

/** log2 of the likelihood ratio of each field's level. */
export function weightsOf(model: LinkageModel, levels: readonly number[]): number[] {
  return levels.map((level, field) =>
    level === 0 ? 0 : Math.log2(model.m[field]![level]! / model.u[field]![level]!),
  )
}

/** Before any field is looked at. */
export function priorWeight(model: LinkageModel): number {
  return Math.log2(model.prior / (1 - model.prior))
}

interface PatternRow {
  levels: number[]
  count: number
}

function rowsOf(patterns: PatternCounts): PatternRow[] {
  return [...patterns].map(([pattern, count]) => ({ levels: levelsOf(pattern), count }))
}

/** Expected matches at each level of the fields that did not choose the rows. */
function maximize(rows: readonly PatternRow[], u: number[][], ...chosenBy: number[]): number[][] {
  const fields = comparedFields.map((_, field) => field).filter((field) => !chosenBy.includes(field))
  let m = comparedFields.map((_, field) => sharesOf(blend(emptyTable()[field]!, field)))
  let share = 0.5
  let matched = emptyTable()
  for (let round = 0; round < roundsMax; round++) {
    matched = emptyTable()
    let [ones, all] = [0, 0]
    for (const { levels, count } of rows) {
      let odds = share / (1 - share)
      for (const field of fields) {
        const level = levels[field]!
        if (level > 0) odds *= m[field]![level]! / u[field]![level]!
      }
      const one = (count * odds) / (1 + odds)
      ones += one
      all += count
      for (const field of fields) if (levels[field]! > 0) matched[field]![levels[field]!]! += one
    }
    if (all === 0) break
    const before = share
    share = Math.min(0.999, Math.max(0.001, ones / all))
    m = matched.map((counts, field) => sharesOf(blend(counts, field)))
    if (Math.abs(share - before) < enough) break
  }
  return matched
}

/** Random pairs are too few to tell how often names are near by chance; the candidates that are no match tell it. */
function sharpenNames(model: LinkageModel, table: readonly PatternRow[], all: number): void {
  const counts = countLevels(table)[nameField]!
  const matches = model.prior * all
  for (let level = nearName; level < counts.length; level++) {
    const apart = Math.max(counts[level]! - matches * model.m[nameField]![level]!, 0.02 * counts[level]!, 0.5)
    model.u[nameField]![level] = apart / all
  }
}

function chance(model: LinkageModel, levels: readonly number[]): number {
  const odds = 2 ** weightsOf(model, levels).reduce((sum, weight) => sum + weight, priorWeight(model))
  return odds === Number.POSITIVE_INFINITY ? 1 : odds / (1 + odds)
}

/** A little of what is true of any two descriptions of one enterprise, for where nothing was seen. */
function blend(counts: readonly number[], field: number): number[] {
  const last = counts.length - 1
  return counts.map((count, level) => {
    if (level === 0) return 0
    const expected = level === last ? 0.7 : 0.3 / (last - 1)
    // A branch is no slip of its head office.
    return count + (field === nameField && level === 2 ? 0.002 : expected)
  })
}

function countLevels(rows: readonly PatternRow[]): number[][] {
  const counts = emptyTable()
  for (const { levels, count } of rows)
    for (let field = 0; field < fieldCount; field++) counts[field]![levels[field]!]! += count
  return counts
}

function levelShares(counts: readonly number[][], added: number): number[][] {
  return counts.map((levels) => sharesOf(levels.map((count, level) => (level === 0 ? 0 : count + added))))
}

function emptyTable(): number[][] {
  return comparedFields.map(({ levels }) => levels.map(() => 0))
}

function sharesOf(counts: readonly number[]): number[] {
  const sum = counts.slice(1).reduce((total, count) => total + count, 0)
  return counts.map((count, level) => (level === 0 ? 0 : Math.max(least, count / sum)))
}
