/** The arc of the 400-700 scale: where a score lies, and the bands of the six grades (scale and grades: ../../docs/glossary.md). */
export interface Band {
  grade: string
  from: number
  to: number
  color: string
  /** Dark enough for white text: at least 4.5 to 1. */
  ink: string
}

export const bands: readonly Band[] = [
  { grade: 'F', from: 400, to: 450, color: '#a82a24', ink: '#8e211c' },
  { grade: 'E', from: 450, to: 500, color: '#cf5b2b', ink: '#9c3f18' },
  { grade: 'D', from: 500, to: 550, color: '#d99a2b', ink: '#855a0a' },
  { grade: 'C', from: 550, to: 600, color: '#a9b15a', ink: '#5d6420' },
  { grade: 'B', from: 600, to: 650, color: '#4f9d84', ink: '#2b745f' },
  { grade: 'A', from: 650, to: 700, color: '#0f6b66', ink: '#0f6b66' },
]

const radius = 118
export const center = { x: 160, y: 146 }
const [startDegrees, endDegrees] = [200, -20]

export function bandOf(grade: string): Band {
  return bands.find((band) => band.grade === grade) ?? bands[0]!
}

/** The point of a score, `offset` pixels outside the arc (inside when negative). A score beyond the scale stays at its end. */
export function pointOf(score: number, offset = 0): { x: number; y: number } {
  const share = (Math.min(700, Math.max(400, score)) - 400) / 300
  const angle = ((startDegrees + share * (endDegrees - startDegrees)) * Math.PI) / 180
  const reach = radius + offset
  return { x: round(center.x + reach * Math.cos(angle)), y: round(center.y - reach * Math.sin(angle)) }
}

/** An SVG path along the arc; a small gap keeps neighboring bands apart. */
export function arcOf(band: Band): string {
  const [start, end] = [pointOf(band.from + 1.6), pointOf(band.to - 1.6)]
  return `M${start.x} ${start.y}A${radius} ${radius} 0 0 1 ${end.x} ${end.y}`
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
