import { posix } from 'node:path'
import { foundation, type Room } from '../../floor-plan.ts'
import { importsIn, type Tree } from './tree.ts'

/** A contract may be divided: `section.contract.ts` beside `contract.ts`. */
const contractFile = /[/.]contract\.ts$/

/** What a contract may take from foundation: values that a browser can load. */
const valueFiles = [
  'money',
  'month',
  'instant',
  'refusal',
  'reason',
  'endpoint',
  'deed',
  'unit-of-work',
  'wire',
]

const queryPattern =
  /\.(?:selectFrom|insertInto|updateTable|deleteFrom|mergeInto)\(\s*['"`]([a-z_]+)\.|\bsql(?:<[^`]*>)?`/g
const outsidePattern = /\bprocess\.argv\b|\bsetInterval\(|\bsetTimeout\(|from '(?:fastify|node:http)'/
const doorplateLinesMax = 14

/** Every fault of a tree against the plan, in sentences that name the file; empty means the house stands. */
export function architectureFaults(tree: Tree, plan: readonly Room[]): string[] {
  const faults = planFaults(plan)
  for (const [path, text] of tree) {
    if (path.startsWith('web/')) faults.push(...webFaults(path, text))
    if (!path.startsWith('src/')) continue
    const here = roomOf(path, plan)
    if (here === undefined) faults.push(`${path}: belongs to no room of floor-plan.ts`)
    else faults.push(...fileFaults(path, text, here, plan))
  }
  for (const room of plan) {
    const files = [...tree.keys()].filter((path) => path.startsWith(`src/${room.path}/`))
    if (files.length === 0) faults.push(`${room.path}: an empty room is not built`)
    else if (room.path !== 'entrances' && !files.includes(`src/${room.path}/index.ts`))
      faults.push(`${room.path}: has no index.ts`)
  }
  return faults
}

function planFaults(plan: readonly Room[]): string[] {
  return plan.flatMap((room, place) =>
    room.doors
      .filter((door) => !plan.slice(0, place).some((earlier) => earlier.path === door))
      .map((door) => `floor plan: ${room.path} opens a door to ${door}, which is not an earlier room`),
  )
}

function roomOf(path: string, plan: readonly Room[]): string | undefined {
  const inside = path.replace(/^src\//, '')
  return [foundation, ...plan.map((room) => room.path)].find((room) => inside.startsWith(`${room}/`))
}

function fileFaults(path: string, text: string, here: string, plan: readonly Room[]): string[] {
  const faults: string[] = []
  const name = posix.basename(path)
  for (const { specifier } of importsIn(text)) {
    const fault = specifier.startsWith('.')
      ? relativeFault(path, specifier, here, plan)
      : packageFault(path, specifier)
    if (fault) faults.push(`${path} -> ${specifier}: ${fault}`)
  }
  if (name === 'index.ts' && here !== 'entrances') faults.push(...faceFaults(path, text))
  if (here !== foundation && !name.endsWith('.test.ts')) faults.push(...queryFaults(path, text, here))
  const businessFloor = here !== foundation && here !== 'entrances' && !name.endsWith('.test.ts')
  if (businessFloor && outsidePattern.test(text))
    faults.push(`${path}: only entrances know HTTP, argv and timers`)
  return faults
}

function relativeFault(
  path: string,
  specifier: string,
  here: string,
  plan: readonly Room[],
): string | undefined {
  const target = posix.normalize(posix.join(posix.dirname(path), specifier))
  if (!/\.(ts|json|css|tsx)$/.test(target)) return 'a relative import names its file with the ending'
  if (!target.startsWith('src/')) return path.endsWith('.test.ts') ? undefined : 'leads out of src'
  const there = roomOf(target, plan)
  if (there === undefined) return 'leads to no room'
  const isContract = contractFile.test(path)
  const toContract = contractFile.test(target)
  if (isContract && there === foundation && !valueFiles.includes(posix.basename(target, '.ts')))
    return 'a contract takes only value files of foundation: it must load in a browser'
  if (isContract && there === here && !toContract)
    return 'a contract imports only typebox, value files and contracts'
  if (there === here || there === foundation)
    return here === foundation && there !== foundation ? 'foundation knows no business' : undefined
  if (here === foundation) return 'foundation knows no business'
  if (!plan.find((room) => room.path === here)!.doors.includes(there))
    return `no door from ${here} to ${there}`
  if (toContract && (isContract || here === 'entrances')) return undefined
  if (here === 'entrances' && target.endsWith(`${there}/endpoints.ts`)) return undefined
  if (isContract) return 'a contract imports only typebox, value files and contracts'
  return target.endsWith(`${there}/index.ts`) ? undefined : 'use the public face (index.ts)'
}

function packageFault(path: string, specifier: string): string | undefined {
  if (contractFile.test(path) && specifier !== 'typebox')
    return 'a contract imports only typebox, value files and contracts'
  return undefined
}

function faceFaults(path: string, text: string): string[] {
  const faults: string[] = []
  if (/export\s+\*/.test(text)) faults.push(`${path}: the public face enumerates its names`)
  const doorplate = /^\/\*\*[\s\S]*?\*\//.exec(text)?.[0]
  if (doorplate === undefined) faults.push(`${path}: has no doorplate comment`)
  else if (doorplate.split('\n').length > doorplateLinesMax)
    faults.push(`${path}: the doorplate is longer than 12 lines`)
  for (const { specifier } of importsIn(text))
    if (specifier.startsWith('..')) faults.push(`${path}: re-exports another room (${specifier})`)
  return faults
}

function queryFaults(path: string, text: string, here: string): string[] {
  const isStore = /\/store(-[a-z-]+)?\.ts$/.test(path)
  const schema = posix.basename(here).replaceAll('-', '_')
  return [...text.matchAll(queryPattern)].flatMap((match) => {
    if (!isStore) return [`${path}: SQL lives in store.ts alone (${match[0].trim()}…)`]
    if (match[1] !== undefined && match[1] !== schema)
      return [`${path}: queries the schema ${match[1]}, which is not its own`]
    return []
  })
}

function webFaults(path: string, text: string): string[] {
  return importsIn(text)
    .filter(({ specifier }) => specifier.startsWith('.'))
    .map(({ specifier }) => posix.normalize(posix.join(posix.dirname(path), specifier)))
    .filter((target) => target.startsWith('src/') && !contractFile.test(target))
    .filter(
      (target) =>
        !(target.startsWith('src/foundation/') && valueFiles.includes(posix.basename(target, '.ts'))),
    )
    .map((target) => `${path} -> ${target}: the web imports contracts only`)
}
