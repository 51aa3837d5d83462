/** Basis points as a percentage of at most two decimals: `0.25%`, `54%`. */
export function shareText(bps: number | null): string {
  return bps === null ? '—' : `${(bps / 100).toFixed(2).replace(/\.?0+$/, '')}%`
}

export function countText(count: number): string {
  return count.toLocaleString('en-US')
}
