import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type LinkageRow,
  type LinkageSet,
  makeLinkageSet,
} from '../../src/demonstration/sample-city/linkage-set.ts'
import { keysOf } from '../../src/information/enterprises/linkage/block.ts'
import { type Description, describe } from '../../src/information/enterprises/linkage/description.ts'
import { countFrequencies } from '../../src/information/enterprises/linkage/frequency.ts'
import { recordOf } from './record.ts'

/** Usage: node benchmarks/linkage/bench.ts [--firms 20000,100000] [--seed 1] [--python PATH]; prints results.md. */
const option = (name: string, fallback: string) => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? fallback : process.argv[at + 1]!
}
const sizes = option('firms', '20000,100000').split(',').map(Number)
const seed = option('seed', '1')
const python = option('python', process.env.BENCH_PYTHON ?? 'python3')
const weightMin = -8
const blockMax = 24

interface Cost {
  cpuSeconds: number
  wallSeconds: number
  version?: string
  candidates?: number
  peakMemoryBytes?: number
}
interface Pair {
  left: string
  right: string
  weight: number
}
interface Quality {
  precision: number
  recall: number
  f1: number
  weight: number
}

const qualityAt = (right: number, found: number, truth: number, weight: number): Quality => {
  const [precision, recall] = [right / found, right / truth]
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall), weight }
}

/** Precision and recall after each pair, the strongest first; with `oneToOne` a record is linked at most once. */
function curve(pairs: readonly Pair[], truth: LinkageSet['truth'], oneToOne: boolean): Quality[] {
  const [usedLeft, usedRight] = [new Set<string>(), new Set<string>()]
  const points: Quality[] = []
  let [right, found] = [0, 0]
  for (const pair of pairs) {
    if (oneToOne && (usedLeft.has(pair.left) || usedRight.has(pair.right))) continue
    usedLeft.add(pair.left)
    usedRight.add(pair.right)
    found++
    if (truth.get(pair.left) === pair.right) right++
    points.push(qualityAt(right, found, truth.size, pair.weight))
  }
  return points
}

const best = (points: readonly Quality[]) =>
  points.reduce((one, other) => (other.f1 > one.f1 ? other : one), {
    precision: 0,
    recall: 0,
    f1: 0,
    weight: 0,
  })

function readPairs(path: string): Pair[] {
  return readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','))
    .map(([left, right, weight]) => ({ left: left!, right: right!, weight: Number(weight) }))
    .map((pair) => (pair.left.startsWith('R') ? pair : { ...pair, left: pair.right, right: pair.left }))
    .sort((one, other) => other.weight - one.weight)
}

/** The peer gets what is prepared here, at no cost to it: normal names, and the very keys under which records meet. */
function prepared(
  records: readonly Description[],
  keys: readonly string[][],
  full: ReadonlySet<string>,
): string {
  return records
    .map((record, place) =>
      JSON.stringify({
        unique_id: record.id,
        normal: record.names[0]!.normal,
        core: record.names[0]!.core,
        former: record.names[1]?.core ?? null,
        branch: record.isBranch,
        region: record.region || null,
        prefecture: record.region.slice(0, 4) || null,
        person: record.person || null,
        surname: record.person[0] ?? null,
        capital: record.capital === '' ? null : Number(record.capital),
        established: record.establishedOn || null,
        address: record.address || null,
        keys: keys[place]!.filter((key) => !full.has(key)),
      }),
    )
    .join('\n')
}

function runPeer(folder: string, set: LinkageSet): { cost: Cost; pairs: Pair[] } | undefined {
  const [left, right] = [set.registry, set.department].map((rows) =>
    rows.map((row) => describe(recordOf(row))),
  )
  const frequencies = countFrequencies([...left!, ...right!])
  const [leftKeys, rightKeys] = [left!, right!].map((side) =>
    side.map((record) => keysOf(record, frequencies)),
  )
  const counts = new Map<string, number>()
  for (const key of leftKeys!.flat()) counts.set(key, (counts.get(key) ?? 0) + 1)
  const full = new Set([...counts].filter(([, count]) => count > blockMax).map(([key]) => key))
  const plan = {
    left: join(folder, 'left.ndjson'),
    right: join(folder, 'right.ndjson'),
    pairs: join(folder, 'peer.csv'),
    threads: 2,
    randomPairs: 1e6,
    weightMin,
  }
  writeFileSync(plan.left, prepared(left!, leftKeys!, full))
  writeFileSync(plan.right, prepared(right!, rightKeys!, full))
  writeFileSync(join(folder, 'plan.json'), JSON.stringify(plan))
  try {
    const said = execFileSync(python, [join(import.meta.dirname, 'peer.py'), join(folder, 'plan.json')], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    return { cost: JSON.parse(said.trim().split('\n').at(-1)!) as Cost, pairs: readPairs(plan.pairs) }
  } catch (error) {
    process.stderr.write(`the peer did not run: ${(error as Error).message}\n`)
    return undefined
  }
}

function runOwn(folder: string, set: LinkageSet): { cost: Cost; pairs: Pair[] } {
  const file = (name: string, rows: readonly LinkageRow[]) => {
    const path = join(folder, name)
    writeFileSync(path, rows.map((row) => JSON.stringify(row)).join('\n'))
    return path
  }
  const pairs = join(folder, 'own.csv')
  const told = [file('registry.ndjson', set.registry), file('department.ndjson', set.department), pairs]
  const script = join(import.meta.dirname, 'own.ts')
  const said = execFileSync(process.execPath, [script, ...told, String(weightMin)], { encoding: 'utf8' })
  return { cost: JSON.parse(said) as Cost, pairs: readPairs(pairs) }
}

const percent = (share: number) => (100 * share).toFixed(2)
const quality = ({ precision, recall, f1 }: Quality) => [percent(precision), percent(recall), percent(f1)]
const table = (rows: readonly (readonly string[])[]) =>
  [rows[0]!, rows[0]!.map(() => '---'), ...rows.slice(1)].map((row) => `| ${row.join(' | ')} |`).join('\n')

const folder = mkdtempSync(join(tmpdir(), 'linkage-'))
try {
  const summary = [
    [
      'firms',
      'who',
      'precision %',
      'recall %',
      'F1 %',
      'one to one: precision %',
      'recall %',
      'F1 %',
      'CPU s',
      'wall s',
    ],
  ]
  const curves = [['firms', 'recall % at least', 'own precision %', 'Splink precision %']]
  let versions = ''
  for (const firms of sizes) {
    const set = makeLinkageSet(seed, firms)
    const runs = { own: runOwn(folder, set), Splink: runPeer(folder, set) }
    const points = new Map<string, Quality[]>()
    for (const [who, run] of Object.entries(runs)) {
      if (run === undefined) continue
      if (run.cost.version) versions = `Splink ${run.cost.version}`
      points.set(who, curve(run.pairs, set.truth, false))
      const single = best(curve(run.pairs, set.truth, true))
      const cost = [run.cost.cpuSeconds.toFixed(1), run.cost.wallSeconds.toFixed(1)]
      summary.push([`2 × ${firms}`, who, ...quality(best(points.get(who)!)), ...quality(single), ...cost])
    }
    for (const recall of [0.8, 0.9, 0.95, 0.97, 0.98, 0.985]) {
      const at = (who: string) => points.get(who)?.find((point) => point.recall >= recall)
      const shown = ['own', 'Splink'].map((who) => (at(who) ? percent(at(who)!.precision) : '-'))
      curves.push([`2 × ${firms}`, percent(recall), ...shown])
    }
  }
  console.log(`# Linkage: results

Seed ${seed}; node ${process.version}; ${versions || 'Splink did not run'}; ${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores.

At the best threshold of each:

${table(summary)}

Precision where the recall is reached:

${table(curves)}
`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
