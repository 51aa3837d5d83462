import assert from 'node:assert/strict'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { buildWebIfStale } from '../../src/entrances/platform/build-web.ts'

const dist = join(import.meta.dirname, '../../web/dist')
const phoneBytesMax = 120_000

before(async () => {
  await buildWebIfStale()
})

/** What a page fetches before it is usable: its scripts, what they import at once, and its style sheets; gzip. */
function fetched(page: string): { file: string; bytes: number }[] {
  const html = readFileSync(join(dist, page), 'utf8')
  const files = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+\.(?:js|css))"/g)].map((match) => match[1]!)
  return [...new Set(files)].map((file) => ({ file, bytes: statSync(join(dist, `${file}.gz`)).size }))
}

/** All that a page may ever fetch: what its scripts import, at once or later, and the styles of that. */
function reachable(page: string): { file: string; bytes: number }[] {
  const queue = fetched(page).map(({ file }) => file)
  const seen = new Set(queue)
  for (const file of seen) {
    if (!file.endsWith('.js')) continue
    const script = readFileSync(join(dist, file), 'utf8')
    for (const [, name] of script.matchAll(/["'`](?:\.\/|\/?assets\/)([\w.-]+\.(?:js|css))["'`]/g)) {
      seen.add(`/assets/${name}`)
    }
  }
  return [...seen].map((file) => ({ file, bytes: statSync(join(dist, `${file}.gz`)).size }))
}

test('the phone’s page fetches at most 120 KB, and neither antd nor a chart library', () => {
  const parts = reachable('h5.html')
  assert.ok(parts.length > 2)
  assert.deepEqual(
    parts.filter(({ file }) => /antd|echarts|relation/.test(file)),
    [],
  )
  const bytes = parts.reduce((sum, part) => sum + part.bytes, 0)
  assert.ok(bytes <= phoneBytesMax, `${bytes} bytes: ${JSON.stringify(parts)}`)
})

test('the first page of a bank waits for neither antd nor the charts nor the relation graph', () => {
  const parts = fetched('index.html')
  assert.deepEqual(
    parts.filter(({ file }) => /antd|echarts|relation/.test(file)),
    [],
  )
})

test('the pages of a bank hold the relation graph, and it is fetched when it is asked for', () => {
  const later = reachable('index.html').filter(({ file }) => /relation-canvas.*\.js$/.test(file))
  assert.equal(later.length, 1)
  assert.ok(later[0]!.bytes <= 80_000, `${later[0]!.bytes} bytes`)
})

test('TypeBox stays on the server', () => {
  for (const { file } of [...fetched('index.html'), ...fetched('h5.html')]) {
    if (file.endsWith('.js'))
      assert.doesNotMatch(readFileSync(join(dist, file), 'utf8'), /~kind|additionalProperties/)
  }
})
