import type { Change } from './contract.ts'

/** What would change, part by part; fields, codes and rules are followed by their names, not their places. */
export function changesBetween(before: unknown, after: unknown): Change[] {
  const changes: Change[] = []
  compare(changes, '', before, after)
  return changes
}

function compare(changes: Change[], at: string, before: unknown, after: unknown): void {
  if (before === undefined && after === undefined) return
  const [left, right] = [partsOf(before), partsOf(after)]
  if (before === undefined || after === undefined || !left || !right) {
    if (textOf(before) !== textOf(after)) changes.push(changeOf(at, before, after))
    return
  }
  for (const name of new Set([...left.keys(), ...right.keys()]))
    compare(changes, at === '' ? name : `${at}.${name}`, left.get(name), right.get(name))
}

function changeOf(at: string, before: unknown, after: unknown): Change {
  const change = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed'
  return { at, change, before: textOf(before), after: textOf(after) }
}

function textOf(value: unknown): string | null {
  if (value === undefined) return null
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** The named parts of a value; undefined where it is compared as a whole. */
function partsOf(value: unknown): Map<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if (!Array.isArray(value)) return new Map(Object.entries(value))
  const names = value.map(nameOf)
  if (names.some((name) => name === undefined) || new Set(names).size < names.length) return undefined
  return new Map(value.map((part, place) => [names[place]!, part]))
}

function nameOf(part: unknown): string | undefined {
  if (typeof part !== 'object' || part === null) return undefined
  const { name, code, id } = part as Record<string, unknown>
  const found = name ?? code ?? id
  return typeof found === 'string' ? found : undefined
}
