export interface EventsSearch {
  kinds?: string | undefined
  tones?: string | undefined
}

/** What of an address the timeline understands. */
export function eventsSearchOf(search: Record<string, unknown>): EventsSearch {
  const list = (name: string) => {
    const text = search[name]
    return typeof text === 'string' && /^[a-z-]+(,[a-z-]+)*$/.test(text) ? text : undefined
  }
  const [kinds, tones] = [list('kinds'), list('tones')]
  return { ...(kinds ? { kinds } : {}), ...(tones ? { tones } : {}) }
}
