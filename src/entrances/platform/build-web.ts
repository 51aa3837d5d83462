import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const repository = fileURLToPath(new URL('../../..', import.meta.url))
const output = join(repository, 'web', 'dist')
const stamp = join(output, '.sources')

/** All that the pages are made of: their own files, the contracts that they call by, and the versions of the packages. */
const patterns = [
  'web/*.{html,ts,tsx}',
  'web/!(dist)/**/*.*',
  'src/**/{contract,refusals,*.contract}.ts',
  'src/foundation/*.ts',
  'package-lock.json',
]

export function digestOfSources(): string {
  const hash = createHash('sha256')
  const files = globSync(patterns, { cwd: repository }).filter((file) => !file.endsWith('.test.ts'))
  for (const file of files.sort()) hash.update(`${file}\0`).update(readFileSync(join(repository, file)))
  return hash.digest('hex')
}

/**
 * Builds web/dist when it is missing or was built from other sources; says whether it did. Another process may
 * do the same at the same time: each builds aside and the finished folder is moved in whole.
 */
export async function buildWebIfStale(): Promise<boolean> {
  const digest = digestOfSources()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return false
  const aside = join(repository, 'node_modules', '.sanxin-web', String(process.pid))
  mkdirSync(dirname(aside), { recursive: true })
  const { build } = await import('vite')
  await build({
    configFile: join(repository, 'web', 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir: aside, emptyOutDir: true, reportCompressedSize: false },
  })
  compress(aside)
  writeFileSync(join(aside, '.sources'), digest)
  moveIn(aside)
  return true
}

/** The server sends what lies beside a file as `.br` or `.gz`: nothing is compressed while somebody waits. */
function compress(folder: string): void {
  for (const file of globSync('**/*.{js,css,html,svg}', { cwd: folder })) {
    const bytes = readFileSync(join(folder, file))
    const quality = { [constants.BROTLI_PARAM_QUALITY]: 9 }
    writeFileSync(join(folder, `${file}.br`), brotliCompressSync(bytes, { params: quality }))
    writeFileSync(join(folder, `${file}.gz`), gzipSync(bytes, { level: 9 }))
  }
}

function moveIn(aside: string): void {
  const old = `${aside}-old`
  try {
    if (existsSync(output)) renameSync(output, old)
    renameSync(aside, output)
  } catch (fault) {
    // Another process has moved its own in first: it was made of the same sources.
    if (!existsSync(stamp)) throw fault
    rmSync(aside, { recursive: true, force: true })
  }
  rmSync(old, { recursive: true, force: true })
}
