import { spawn, spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { holdTestServer } from '../src/foundation/test-database.ts'

/**
 * What `npm test` runs: every *.test.ts beside the code and under test/, or those below the paths that are given
 * (`npm test -- src/credit`). The closing lines are those of Node's own test runner.
 */
const root = join(import.meta.dirname, '..')

/** What some tests need and a machine may lack; they skip themselves, and this says it once, up front. */
const tools = [
  {
    name: 'Chromium',
    programs: ['chromium', 'chromium-browser', 'google-chrome'],
    tests: 'the pages in a browser',
    debian: 'chromium',
  },
  {
    name: 'Java with Maven',
    programs: ['mvn'],
    tests: 'the comparison with Drools',
    debian: 'default-jdk-headless maven',
  },
  {
    name: 'Python',
    programs: ['python3'],
    tests: 'the comparisons with Python packages',
    debian: 'python3-venv',
  },
]

function leftOut(): string[] {
  return tools
    .filter(({ programs }) => !programs.some(isThere))
    .map(
      ({ name, tests, debian }) =>
        `Left out: ${tests}, because ${name} is missing; apt-get install ${debian} brings it.`,
    )
}

function isThere(program: string): boolean {
  return (
    spawnSync(program, ['--version'], { stdio: 'ignore', shell: process.platform === 'win32' }).status === 0
  )
}

function testFiles(below: readonly string[]): string[] {
  const folders = below.length > 0 ? below : ['src', 'test']
  const found = folders.flatMap((place) =>
    place.endsWith('.test.ts')
      ? globSync(place, { cwd: root })
      : globSync(`${place}/**/*.test.ts`, { cwd: root }),
  )
  return [...new Set(found)]
    .filter((file) => !/(^|[\\/])(fixtures|bad-trees|node_modules)[\\/]/.test(file))
    .sort()
}

async function run(files: readonly string[]): Promise<number> {
  const concurrency = Math.max(2, availableParallelism())
  const child = spawn(
    process.execPath,
    [
      '--import',
      pathToFileURL(join(root, 'test/house/one-seed.ts')).href,
      '--test',
      '--test-reporter=spec',
      `--test-concurrency=${concurrency}`,
      ...files,
    ],
    { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] },
  )
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)))
}

const files = testFiles(process.argv.slice(2))
if (files.length === 0) {
  process.stderr.write('No test file was found: that is a failure, not a success.\n')
  process.exitCode = 1
} else {
  for (const sentence of leftOut()) process.stdout.write(`${sentence}\n`)
  // One server for the whole run instead of a start for every few files; where it cannot start, the tests say why.
  const server = await holdTestServer().catch(() => undefined)
  process.exitCode = await run(files)
  await server?.release()
}
