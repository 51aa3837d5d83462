/** How many enterprises fit beside each other. */
export const comparedMax = 4

export interface Compared {
  enterprise: string
  name: string
}

/** Put in, or taken out when it is in; nothing when there is no room. */
export function toggled(compared: readonly Compared[], one: Compared): readonly Compared[] {
  const rest = compared.filter(({ enterprise }) => enterprise !== one.enterprise)
  if (rest.length < compared.length) return rest
  return compared.length < comparedMax ? [...compared, one] : compared
}
