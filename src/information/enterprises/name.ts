/** What two spellings of one name have in common: no white space, half-width brackets, lower case. */
export function plainName(name: string): string {
  return name.normalize('NFKC').replace(/\s+/g, '').toLowerCase()
}

/** A person's name as the platform shows it: `韦*远`. */
export function maskPersonalName(name: string): string {
  const characters = [...name.trim()]
  if (characters.length <= 1) return '*'
  if (characters.length === 2) return `${characters[0]}*`
  return `${characters[0]}${'*'.repeat(characters.length - 2)}${characters.at(-1)}`
}
