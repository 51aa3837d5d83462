import { comparedMax } from './compared.ts'

export interface CompareSearch {
  enterprises: string
}

/** Identifiers separated by commas, at most as many as fit beside each other. */
export function compareSearchOf({ enterprises }: Record<string, unknown>): CompareSearch {
  const text = typeof enterprises === 'string' ? enterprises : ''
  const list = text.split(',').filter((one) => /^[\w-]{4,60}$/.test(one))
  return { enterprises: [...new Set(list)].slice(0, comparedMax).join(',') }
}
