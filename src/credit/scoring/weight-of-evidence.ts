export interface Counts {
  goods: number
  bads: number
}

/**
 * WOE = ln( (goods of the bin / all goods) / (bads of the bin / all bads) ): higher is better (Siddiqi 2006,
 * ch. 6). Where a bin has no good or no bad, half a row is added to both of its counts; an empty bin says
 * nothing and has 0.
 */
export function weightOfEvidence(bin: Counts, all: Counts): number {
  if (bin.goods + bin.bads === 0 || all.goods === 0 || all.bads === 0) return 0
  const half = bin.goods === 0 || bin.bads === 0 ? 0.5 : 0
  return Math.log(((bin.goods + half) * all.bads) / ((bin.bads + half) * all.goods))
}

/** What a bin adds to the information value: (share of goods - share of bads) · WOE. Never negative without the half row. */
export function informationValue(bin: Counts, all: Counts): number {
  if (all.goods === 0 || all.bads === 0) return 0
  return (bin.goods / all.goods - bin.bads / all.bads) * weightOfEvidence(bin, all)
}
