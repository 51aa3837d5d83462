/** A record type, a source, both or neither, as they stand in an address. */
export interface LineFilter {
  recordType?: string
  source?: string
}

export function lineFilterOf(address: Record<string, unknown>): LineFilter {
  const { recordType, source } = address
  return { ...(isText(recordType) ? { recordType } : {}), ...(isText(source) ? { source } : {}) }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}
