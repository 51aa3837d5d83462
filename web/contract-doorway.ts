import { pathToFileURL } from 'node:url'
import type { Plugin } from 'vite'

/** `contract.ts`, `refusals.ts`, and the contracts of a room that has several: `events.contract.ts`. */
const doorways = /\/src\/.+[/.](contract|refusals)\.ts$/

/**
 * What a page needs of a contract is its name, method and path, and a room's bounds, lists of
 * codes and catalogues of reasons and refusals; the schemas are for the server. So a contract is loaded here, in Node, and only those values are bundled:
 * TypeBox never reaches a browser, while the types are still the contract's own.
 */
export function contractDoorway(): Plugin {
  return {
    name: 'sanxin-contract-doorway',
    enforce: 'pre',
    async load(id) {
      const file = id.split('?')[0]!
      if (!doorways.test(file)) return null
      this.addWatchFile(file)
      const exported: Record<string, unknown> = await import(pathToFileURL(file).href)
      return faceOf(exported)
    },
  }
}

/** The module text that stands for a contract in the browser. */
export function faceOf(exported: Record<string, unknown>): string {
  const lines: string[] = []
  for (const [name, value] of Object.entries(exported)) {
    if (isContract(value)) {
      const { name: verb, method, path } = value
      lines.push(`export const ${name} = ${JSON.stringify({ name: verb, method, path })}`)
    } else if (isCatalogue(value) || isListOfCodes(value) || typeof value === 'number') {
      lines.push(`export const ${name} = ${JSON.stringify(value)}`)
    } else if (typeof value === 'function' && 'catalogue' in value) {
      lines.push(`export const refusalCatalogue = ${JSON.stringify(value.catalogue)}`)
    }
  }
  return `${lines.join('\n')}\n`
}

function isContract(value: unknown): value is { name: string; method: string; path: string } {
  return (
    typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'input' in value
  )
}

/** The purposes, the field groups, the kinds of relations: what a page offers for choice. */
function isListOfCodes(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((code) => typeof code === 'string')
}

/** Reasons, states of a panel: codes with their words. */
function isCatalogue(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const entries: unknown[] = Object.values(value)
  return entries.length > 0 && entries.every((one) => typeof one === 'object' && one !== null && 'zh' in one)
}
