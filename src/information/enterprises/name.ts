/** What two spellings of one name have in common: no white space, half-width brackets, lower case. */
export function plainName(name: string): string {
  return name.normalize('NFKC').replace(/\s+/g, '').toLowerCase()
}

/**
 * Pairs of neighboring characters of a name, each once. A part of a name has only pairs that the name has, so an
 * index on pairs finds the few names worth comparing: Chinese has no words to index.
 */
export function namePairs(name: string): string[] {
  const characters = [...plainName(name)]
  return [...new Set(characters.slice(1).map((character, at) => characters[at]! + character))]
}

/** A person's name as the platform shows it: `韦*远`. */
export function maskPersonalName(name: string): string {
  const characters = [...name.trim()]
  if (characters.length <= 1) return '*'
  if (characters.length === 2) return `${characters[0]}*`
  return `${characters[0]}${'*'.repeat(characters.length - 2)}${characters.at(-1)}`
}
