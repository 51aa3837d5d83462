import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { benchColumns } from './columns.ts'

/** Usage: node benchmarks/binning/bench.ts [--rows 1000000] [--seed 1] [--python PATH]; prints results.md. */
const option = (name: string, fallback: string) => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? fallback : process.argv[at + 1]!
}
const rows = Number(option('rows', '1000000'))
const seed = option('seed', '1')
const python = option('python', process.env.BENCH_PYTHON ?? 'python3')

/** Ascending is of the bad rate in optbinning and of the good odds here: the trends are opposite by name. */
const cases = [
  { name: 'defaults', own: { binsMax: 20 }, peer: {} },
  {
    name: '50 pre-bins, at most 8 ascending',
    own: { binsMax: 8, binShareMin: 0.01, direction: 'descending' },
    peer: { max_n_prebins: 50, min_prebin_size: 0.01, max_n_bins: 8, monotonic_trend: 'ascending' },
  },
]

interface Own {
  iv: number
  trend: string
  cuts: number[]
  first: number
  later: number
}

interface Peer {
  version: string
  answers: {
    column: string
    case: string
    cpuSeconds: number
    status: string
    splits: number[]
    iv: number
  }[]
}

const folder = mkdtempSync(join(tmpdir(), 'binning-'))
try {
  const columns = benchColumns(rows, seed).map(({ name, values, labels }) => {
    const files = { name, values: join(folder, `${name}.values`), labels: join(folder, `${name}.labels`) }
    writeFileSync(files.values, new Uint8Array(values.buffer))
    writeFileSync(files.labels, labels)
    return files
  })
  const script = join(import.meta.dirname, 'own.ts')
  const own = columns.flatMap((column) =>
    cases.map((one) => {
      const told = [script, column.values, column.labels, JSON.stringify(one.own)]
      const text = execFileSync(process.execPath, told, { encoding: 'utf8' })
      return { column: column.name, case: one.name, ...(JSON.parse(text) as Own) }
    }),
  )
  const peer = runPeer(columns)
  const lines = own.map((mine) => {
    const other = peer?.answers.find((answer) => answer.column === mine.column && answer.case === mine.case)
    const versus = other
      ? [
          other.cpuSeconds.toFixed(2),
          String(other.splits.length + 1),
          other.iv.toFixed(6),
          other.status.toLowerCase(),
        ]
      : ['-', '-', '-', 'not run']
    const better = other ? (mine.iv >= other.iv - 1e-9 ? 'yes' : 'NO') : '-'
    return [
      ...[mine.column, mine.case, mine.first.toFixed(2), mine.later.toFixed(2)],
      ...[`${mine.cuts.length + 1} ${mine.trend}`, mine.iv.toFixed(6), ...versus, better],
    ]
  })
  const head = [
    ...['column', 'case', 'CPU s, first call', 'CPU s, later', 'bins', 'IV'],
    ...['optbinning CPU s', 'bins', 'IV', 'status', 'ours ≥'],
  ]
  const table = [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`)
  const worst = Math.max(...own.map(({ first }) => first))
  console.log(`# Results: binning a column of ${rows.toLocaleString('en')} rows

Seed ${seed}, Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, optbinning ${peer?.version ?? 'not installed'}, one run of each.

${table.join('\n')}

The dearest first call took ${worst.toFixed(2)} CPU seconds; the aim is 0.3.`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function runPeer(columns: readonly object[]): Peer | undefined {
  const plan = join(folder, 'plan.json')
  writeFileSync(plan, JSON.stringify({ columns, cases }))
  try {
    const script = join(import.meta.dirname, 'peer.py')
    const stdio = ['ignore', 'pipe', 'inherit'] as ['ignore', 'pipe', 'inherit']
    return JSON.parse(execFileSync(python, [script, plan], { encoding: 'utf8', stdio })) as Peer
  } catch {
    return undefined
  }
}
