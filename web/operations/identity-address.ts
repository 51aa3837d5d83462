export const suggestionStates = ['open', 'accepted', 'rejected'] as const

/** What the page of identities shows: suggestions in one state, or the history of one enterprise. */
export interface IdentityAddress {
  state?: (typeof suggestionStates)[number]
  enterprise?: string
}

export function identityAddressOf(address: Record<string, unknown>): IdentityAddress {
  const { state: given, enterprise } = address
  const state = suggestionStates.find((one) => one === given)
  return {
    ...(state ? { state } : {}),
    ...(typeof enterprise === 'string' && enterprise !== '' ? { enterprise } : {}),
  }
}
