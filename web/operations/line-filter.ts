/** A record type, a source, both or neither, as they stand in an address. */
export interface LineFilter {
  recordType?: string
  source?: string
}

export function lineFilterOf(address: Record<string, unknown>): LineFilter {
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)
  const recordType = text(address['recordType'])
  const source = text(address['source'])
  return { ...(recordType ? { recordType } : {}), ...(source ? { source } : {}) }
}
