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

test('the phone’s page fetches at most 120 KB, and neither antd nor a chart library', () => {
  const parts = fetched('h5.html')
  assert.ok(parts.length > 2)
  assert.deepEqual(
    parts.filter(({ file }) => /antd|echarts/.test(file)),
    [],
  )
  const bytes = parts.reduce((sum, part) => sum + part.bytes, 0)
  assert.ok(bytes <= phoneBytesMax, `${bytes} bytes: ${JSON.stringify(parts)}`)
})

test('the first page of a bank waits for neither antd nor the charts', () => {
  const parts = fetched('index.html')
  assert.deepEqual(
    parts.filter(({ file }) => /antd|echarts/.test(file)),
    [],
  )
})

test('TypeBox stays on the server', () => {
  for (const { file } of [...fetched('index.html'), ...fetched('h5.html')]) {
    if (file.endsWith('.js'))
      assert.doesNotMatch(readFileSync(join(dist, file), 'utf8'), /~kind|additionalProperties/)
  }
})
