import { readFileSync } from 'node:fs'
import { type BinningOptions, binColumn } from '../../src/credit/scoring/index.ts'

/** One column and one case in a process of its own: what a first call costs, compiling included; then five more. */
const [valuesFile, labelsFile, options] = process.argv.slice(2) as [string, string, string]
const bytes = readFileSync(valuesFile)
const values = new Float64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 8)
const labels = new Uint8Array(readFileSync(labelsFile))
const spent: number[] = []
let answer = ''
for (let run = 0; run < 6; run++) {
  const before = process.cpuUsage()
  const { iv, trend, bins } = binColumn(values, labels, JSON.parse(options) as BinningOptions)
  const { user, system } = process.cpuUsage(before)
  spent.push((user + system) / 1e6)
  const cuts = bins
    .filter(({ kind, lower }) => kind === 'interval' && lower !== null)
    .map(({ lower }) => lower)
  answer = JSON.stringify({ iv, trend, cuts })
}
const [first, ...later] = spent
later.sort((left, right) => left - right)
process.stdout.write(JSON.stringify({ ...JSON.parse(answer), first, later: later[2] }))
