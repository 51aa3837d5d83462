import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/** What a change must pass before it is merged, cheapest first; the first failure ends it. */
const root = join(import.meta.dirname, '..')
const package_ = (path: string) => join(root, 'node_modules', path)

const steps: { name: string; parameters: string[] }[] = [
  {
    name: 'format and lint',
    parameters: [package_('@biomejs/biome/bin/biome'), 'check'],
  },
  { name: 'types', parameters: [package_('typescript/bin/tsc'), '--noEmit', '-p', 'tsconfig.json'] },
  { name: 'tests', parameters: ['scripts/test.ts'] },
  { name: 'dead code', parameters: [package_('knip/bin/knip.js')] },
  { name: 'generated pages are current', parameters: ['scripts/generate-docs.ts', '--check'] },
]

for (const { name, parameters } of steps) {
  process.stdout.write(`\n=== ${name}\n`)
  const { status } = spawnSync(process.execPath, parameters, { cwd: root, stdio: 'inherit' })
  if (status !== 0) {
    process.stdout.write(`=== ${name}: failed\n`)
    process.exitCode = status ?? 1
    break
  }
  process.stdout.write(`=== ${name}: passed\n`)
}
