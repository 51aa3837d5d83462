import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { month } from '../../foundation/month.ts'
import { openCity } from './city.ts'
import { stories } from './story.ts'
import { storyTable } from './story-table.ts'

const root = join(import.meta.dirname, '../../..')

for (const [file, language] of [
  ['README.md', 'en'],
  ['README.zh-CN.md', 'zh'],
] as const)
  test(`${file} lists the planted firms as the city of \`npm start\` has them`, () => {
    const page = readFileSync(join(root, file), 'utf8')
    assert(page.includes(storyTable(language)), `put this into ${file}:\n${storyTable(language)}`)
    const city = openCity({ enterprises: 1000, seed: '三信', lastMonth: month('2026-09'), months: 36 })
    for (const [number] of stories.entries()) {
      const { uscc, name } = city.firm(number)
      assert(page.includes(`| ${name} | \`${uscc}\` |`), name)
    }
  })
