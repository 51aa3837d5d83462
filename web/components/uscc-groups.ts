/** A unified social credit code is read in groups of 4-4-4-6 (GB 32100-2015 has 18 characters). Other identifiers stay as they are. */
export function usccGroups(code: string): string {
  return code.length === 18 ? code.replace(/^(.{4})(.{4})(.{4})(.{6})$/, '$1 $2 $3 $4') : code
}

/** What a person pastes: spaces and full-width letters out, capitals in. */
export function plainIdentifier(text: string): string {
  const plain = text.normalize('NFKC').trim()
  const compact = plain.replaceAll(/[\s-]/g, '').toUpperCase()
  return /^[0-9A-Z]{15,18}$/.test(compact) ? compact : plain
}
