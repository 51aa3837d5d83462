const center = { x: 120, y: 100 }
const radius = 62

export const ringShares = [25, 50, 75, 100]

/** The point on a spoke, in per cent of its length; the first spoke points upwards, the others follow clockwise. */
export function spokeOf(index: number, count: number, share: number): { x: number; y: number } {
  const angle = (index / count) * 2 * Math.PI - Math.PI / 2
  const reach = (radius * share) / 100
  return { x: round(center.x + reach * Math.cos(angle)), y: round(center.y + reach * Math.sin(angle)) }
}

export function outline(shares: readonly number[]): string {
  return shares
    .map((share, index) => spokeOf(index, shares.length, share))
    .map(({ x, y }) => `${x},${y}`)
    .join(' ')
}

/** A label beside a spoke has little room: long names break into two lines, Chinese in the middle, English at a space. */
export function labelLines(name: string, language: 'zh-CN' | 'en'): string[] {
  if (language === 'zh-CN') {
    return name.length < 5
      ? [name]
      : [name.slice(0, Math.ceil(name.length / 2)), name.slice(Math.ceil(name.length / 2))]
  }
  const words = name.split(' ')
  const total = name.length
  let [first, rest] = [words[0]!, words.slice(1)]
  while (rest.length > 0 && first.length + rest[0]!.length + 1 <= Math.max(9, total / 2 + 1)) {
    first = `${first} ${rest[0]}`
    rest = rest.slice(1)
  }
  return rest.length > 0 ? [first, rest.join(' ')] : [first]
}

/** Where the first line of a label stands: above the highest point, below the lowest, else around the spoke's end. */
export function firstLine(y: number, lines: number): number {
  if (y < center.y - radius) return y - (lines - 1) * 13 + 4
  return y > center.y + radius ? y + 8 : y - (lines - 1) * 6.5 + 4
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
