import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { floorPlan } from '../floor-plan.ts'

const root = join(fileURLToPath(import.meta.url), '../..')

/** The pages, or parts of pages, that are made from data; `--check` fails when one is not current. */
async function pages(): Promise<Map<string, string>> {
  const { operationsPage, refusalsPage, permissionsPage, dataDictionaryPage } = await import(
    './reference-pages.ts'
  )
  return new Map([
    [
      'ARCHITECTURE.md',
      withGenerated(readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8'), 'floor plan', floorPlanPart()),
    ],
    ['docs/reference/operations.md', operationsPage()],
    ['docs/reference/refusals.md', refusalsPage()],
    ['docs/reference/permissions.md', permissionsPage()],
    ['docs/reference/data-dictionary.md', dataDictionaryPage()],
  ])
}

function withGenerated(page: string, name: string, part: string): string {
  const [open, close] = [`<!-- generated: ${name} -->`, '<!-- /generated -->']
  const [begin, end] = [page.indexOf(open), page.indexOf(close)]
  if (begin < 0 || end < begin) throw new Error(`no place for the generated part "${name}"`)
  return `${page.slice(0, begin + open.length)}\n${part}\n${page.slice(end)}`
}

function floorPlanPart(): string {
  const floors = Map.groupBy(floorPlan, (room) => room.path.split('/')[0]!)
  const rows = floorPlan.map((room) => {
    const [floor, name] = room.path.split('/')
    const doors =
      room.path === 'entrances' || room.doors.length > 10
        ? 'every room before it'
        : room.doors.map((door) => door.split('/')[1]).join(', ')
    return `| ${floor} | ${name ?? 'all'} | ${room.zh} | ${room.en} | ${doors || '–'} |`
  })
  const picture = [...floors].map(
    ([floor, rooms]) =>
      `  ${floor}["${floor}<br/>${rooms.map((room) => room.path.split('/')[1] ?? 'http · cli · worker').join(' · ')}"]`,
  )
  const order = [...floors.keys()]
  const arrows = order.slice(1).map((floor, place) => `  ${floor} --> ${order[place]}`)
  return [
    '',
    '```mermaid',
    'flowchart BT',
    ...picture,
    '  foundation["foundation<br/>values, unit of work, store, jobs"]',
    ...arrows,
    `  ${order[0]} --> foundation`,
    '```',
    '',
    '| floor | room | 中文 | what it is | doors to |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n')
}

const stale: string[] = []
for (const [path, text] of await pages()) {
  const file = join(root, path)
  const current = readIfThere(file)
  if (current === text) continue
  stale.push(path)
  if (!process.argv.includes('--check')) writeFileSync(file, text)
}
if (process.argv.includes('--check') && stale.length > 0) {
  process.stderr.write(`not current: ${stale.join(', ')}. Run npm run docs.\n`)
  process.exitCode = 1
} else
  process.stdout.write(
    stale.length === 0 ? 'generated pages are current\n' : `written: ${stale.join(', ')}\n`,
  )

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
