/** Where a factor's bar ends and its median tick stands, in per cent of the track. */
export interface FactorBar {
  fill: number
  median: number | undefined
  /** Clearly below the median: by more than a twentieth of the factor's range. */
  below: boolean
}

export function factorBar(factor: {
  points: number
  pointsMin: number
  pointsMax: number
  peerMedian: number | null
}): FactorBar {
  const range = factor.pointsMax - factor.pointsMin
  const share = (points: number) => {
    if (range <= 0) return 100
    return Math.round(Math.min(1, Math.max(0, (points - factor.pointsMin) / range)) * 1000) / 10
  }
  return {
    fill: share(factor.points),
    median: factor.peerMedian === null ? undefined : share(factor.peerMedian),
    below: factor.peerMedian !== null && range > 0 && factor.points < factor.peerMedian - range / 20,
  }
}
