import { seededRandom } from '../../../foundation/random.ts'
import { forEachCandidate } from './block.ts'
import { comparedFields, comparer, levelsOf } from './compare.ts'
import { type Description, describe, type LinkageRecord } from './description.ts'
import { estimateModel, type LinkageModel, priorWeight, weightsOf } from './estimate.ts'
import { countFrequencies } from './frequency.ts'
import { pairList } from './pair-list.ts'

export interface LinkReason {
  field: string
  level: string
  weight: number | null
}

/** Two records that may be of one enterprise. */
export interface Link {
  left: string
  right: string
  /** log2 of the odds that they are one; 0 is even. */
  weight: number
  reasons: LinkReason[]
}

export interface Linkage {
  model: LinkageModel
  candidates: number
  links: Link[]
}

/**
 * Which record on the left is of the same enterprise as which on the right, with the weight of evidence and the
 * reasons, the strongest first. No labels and no settings but the least weight: the rest is estimated from the records.
 */
export function linkRecords(
  leftRecords: readonly LinkageRecord[],
  rightRecords: readonly LinkageRecord[],
  options: { weightMin: number; eligible?: (left: number, right: number) => boolean },
): Linkage {
  const left = leftRecords.map(describe)
  const right = rightRecords.map(describe)
  const frequencies = countFrequencies([...left, ...right])
  const compare = comparer(frequencies)
  const pairs = pairList()
  const patterns = new Map<number, number>()
  forEachCandidate(left, right, frequencies, (one, other) => {
    if (options.eligible && !options.eligible(one, other)) return
    const { pattern, rarity } = compare(left[one]!, right[other]!)
    pairs.add(one, other, pattern, rarity)
    patterns.set(pattern, (patterns.get(pattern) ?? 0) + 1)
  })
  const model = estimateModel(patterns, randomPatterns(left, right, compare), {
    left: left.length,
    right: right.length,
  })
  const prior = priorWeight(model)
  const weights = new Map(
    [...patterns.keys()].map((pattern) => [
      pattern,
      weightsOf(model, levelsOf(pattern)).reduce((sum, weight) => sum + weight, prior),
    ]),
  )
  const links: Link[] = []
  pairs.forEach((one, other, pattern, rarity) => {
    const weight = weights.get(pattern)! + rarity
    if (weight < options.weightMin) return
    links.push({
      left: left[one]!.id,
      right: right[other]!.id,
      weight,
      reasons: reasonsOf(model, pattern, rarity),
    })
  })
  links.sort((one, other) => other.weight - one.weight || (one.left < other.left ? -1 : 1))
  return { model, candidates: pairs.size(), links }
}

const sampled = 300_000

/** How pairs agree by chance; the sample is the same for the same sizes, so that the same records give the same links. */
function randomPatterns(
  left: readonly Description[],
  right: readonly Description[],
  compare: ReturnType<typeof comparer>,
): Map<number, number> {
  const random = seededRandom(`linkage/${left.length}/${right.length}`)
  const patterns = new Map<number, number>()
  if (left.length === 0 || right.length === 0) return patterns
  for (let number = 0; number < sampled; number++) {
    const one = left[Math.floor(random() * left.length)]!
    const other = right[Math.floor(random() * right.length)]!
    const { pattern } = compare(one, other)
    patterns.set(pattern, (patterns.get(pattern) ?? 0) + 1)
  }
  return patterns
}

function reasonsOf(model: LinkageModel, pattern: number, rarity: number): LinkReason[] {
  const levels = levelsOf(pattern)
  const weights = weightsOf(model, levels)
  const reasons: LinkReason[] = comparedFields.map(({ field, levels: names }, place) => ({
    field,
    level: names[levels[place]!]!,
    weight: levels[place] === 0 ? null : round(weights[place]!),
  }))
  if (rarity !== 0)
    reasons.push({ field: 'rarity', level: rarity > 0 ? 'rare' : 'common', weight: round(rarity) })
  return reasons
}

function round(weight: number): number {
  return Math.round(weight * 100) / 100
}
