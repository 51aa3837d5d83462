import { readFileSync, writeFileSync } from 'node:fs'
import type { LinkageRow } from '../../src/demonstration/sample-city/linkage-set.ts'
import { linkRecords } from '../../src/information/enterprises/linkage/link-records.ts'
import { recordOf } from './record.ts'

/** Links the two files that bench.ts wrote, in a process of its own, and says what it cost from the raw rows on. */
const [left, right, pairs, weightMin] = process.argv.slice(2) as [string, string, string, string]
const rowsOf = (path: string) =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => recordOf(JSON.parse(line) as LinkageRow))
const wall = performance.now()
const { links, candidates } = linkRecords(rowsOf(left), rowsOf(right), { weightMin: Number(weightMin) })
writeFileSync(pairs, links.map((link) => `${link.left},${link.right},${link.weight}`).join('\n'))
const { user, system } = process.cpuUsage()
console.log(
  JSON.stringify({
    cpuSeconds: (user + system) / 1e6,
    wallSeconds: (performance.now() - wall) / 1000,
    candidates,
    peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
  }),
)
