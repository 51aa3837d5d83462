import { spawnSync } from 'node:child_process'
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'

/**
 * The long drills: every test that draws at random, kills a process or tampers with what is stored, many times over
 * and with fresh seeds. `npm test` runs each at a small share. The dated report goes to docs/reports.
 */
const root = join(import.meta.dirname, '..')
const rounds = Number(process.argv[2] ?? 10)
const runsOfAProperty = 2000

const drills = globSync(['src/**/*.test.ts', 'test/**/*.test.ts'], { cwd: root })
  .filter((file) => /fast-check|SANXIN_SEED|SIGKILL|tamper/.test(readFileSync(join(root, file), 'utf8')))
  .sort()
if (drills.length === 0) throw new Error('no drill was found')

const began = new Date()
const results = drills.map((file) => {
  const failures: string[] = []
  for (let round = 0; round < rounds && failures.length === 0; round++) {
    const { status, stdout } = spawnSync(
      process.execPath,
      ['--import', join(root, 'test/house/drill-share.ts'), '--test', file],
      {
        cwd: root,
        encoding: 'utf8',
        maxBuffer: 1e8,
        env: { ...process.env, SANXIN_PROPERTY_RUNS: String(runsOfAProperty) },
      },
    )
    if (status !== 0) failures.push(stdout.slice(-2000))
  }
  process.stdout.write(`${failures.length === 0 ? '✔' : '✖'} ${file}\n`)
  return { file, failures }
})

const day = began.toISOString().slice(0, 10)
const failed = results.filter(({ failures }) => failures.length > 0)
const report = [
  `# Drills of ${day}`,
  '',
  `${results.length} files, ${rounds} rounds each, ${runsOfAProperty} runs a property, ${availableParallelism()} cores, ${Math.round((Date.now() - began.getTime()) / 60_000)} minutes: ${failed.length} failed.`,
  '',
  ...results.map(({ file, failures }) => `- ${failures.length === 0 ? 'passed' : '**failed**'} \`${file}\``),
  ...failed.flatMap(({ file, failures }) => ['', `## ${file}`, '', '```', ...failures, '```']),
  '',
]
mkdirSync(join(root, 'docs/reports'), { recursive: true })
writeFileSync(join(root, `docs/reports/drills-${day}.md`), report.join('\n'))
process.exitCode = failed.length === 0 ? 0 : 1
