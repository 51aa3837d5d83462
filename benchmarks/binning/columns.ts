import { normal, type Random, seededRandom } from '../../src/foundation/random.ts'

export interface BenchColumn {
  name: string
  values: Float64Array
  labels: Uint8Array
}

interface Shape {
  name: string
  value: (random: Random) => number
  logOdds: (value: number) => number
}

/** Log-odds of bad along the value; 3 % of the values are missing. */
const shapes: readonly Shape[] = [
  { name: 'smooth', value: normal, logOdds: (x) => -3 - 0.8 * x },
  { name: 'wavy-rise', value: normal, logOdds: (x) => -2.5 + 0.6 * x + 0.35 * Math.sin(4 * x) },
  { name: 'one-turn', value: normal, logOdds: (x) => -3 + 0.5 * x * x },
  { name: 'steps', value: normal, logOdds: (x) => (x < -0.4127 ? -1.5 : x < 0.3137 ? -2.4 : -3.5) },
  { name: 'faint', value: normal, logOdds: (x) => -3 + 0.04 * x + 0.06 * Math.sin(7 * x) },
  {
    name: 'amounts',
    value: (random) => Math.round(Math.exp(8 + 1.5 * normal(random))),
    logOdds: (x) => 1 - 0.4 * Math.log(x),
  },
  {
    name: 'counts',
    value: (random) => Math.floor(-6 * Math.log(1 - random())),
    logOdds: (x) => -3.2 + 0.12 * x,
  },
]

export function benchColumns(rows: number, seed: string): BenchColumn[] {
  return shapes.map(({ name, value, logOdds }) => {
    const random = seededRandom(`${seed} ${name}`)
    const [values, labels] = [new Float64Array(rows), new Uint8Array(rows)]
    for (let row = 0; row < rows; row++) {
      const drawn = value(random)
      labels[row] = random() < 1 / (1 + Math.exp(-logOdds(drawn))) ? 1 : 0
      values[row] = random() < 0.03 ? Number.NaN : drawn
    }
    return { name, values, labels }
  })
}
