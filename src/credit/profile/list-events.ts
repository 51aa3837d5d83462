import type { Static } from 'typebox'
import { inShanghai } from '../../foundation/instant.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { accessTo } from './access.ts'
import { refuse } from './contract.ts'
import type { listProfileEventsContract, ProfileEvent } from './events.contract.ts'
import { eventKinds, eventsOf, kindsOf, newestFirst } from './events.ts'
import { openPage } from './open-page.ts'
import type { ProfileTables } from './tables.ts'
import { Tone } from './value.contract.ts'

type Contract = typeof listProfileEventsContract
type Answer = Static<Contract['output']>

const tones: readonly string[] = Tone.enum
const pageSizeDefault = 30

/** The timeline of an enterprise, a page at a time, of the sections that the reader's stage sees record by record. */
export async function listProfileEvents(
  work: UnitOfWork<ProfileTables>,
  wish: Static<Contract['input']>,
): Promise<Answer> {
  const kinds = chosen(wish.kinds, (kind) => eventKinds.has(kind))
  const wanted = chosen(wish.tones, (tone) => tones.includes(tone))
  const page = await openPage(work, wish, {
    gatherings: [...eventKinds],
    asksFor: [],
    firm: false,
    peers: false,
    trace: false,
    relations: false,
  })
  const all = eventsOf(page.view, (section) => accessTo(page.stage, section) === 'shown')
  const matching = all.filter(
    ({ kind, tone }) =>
      (kinds === undefined || kinds.has(kind)) && (wanted === undefined || wanted.has(tone)),
  )
  const from = wish.after === undefined ? 0 : placeAfter(matching, wish.after)
  const size = wish.pageSize ?? pageSizeDefault
  const items = matching.slice(from, from + size)
  return {
    enterprise: page.enterprise,
    asOf: inShanghai(page.at),
    kinds: kindsOf(all),
    tones: [...Map.groupBy(all, ({ tone }) => tone)].map(([tone, same]) => ({ tone, count: same.length })),
    total: matching.length,
    items,
    next: from + size < matching.length ? items.at(-1)!.id : null,
  }
}

function chosen(text: string | undefined, isKnown: (one: string) => boolean): Set<string> | undefined {
  if (text === undefined || text.trim() === '') return undefined
  const wanted = text.split(',').map((one) => one.trim())
  for (const one of wanted) if (!isKnown(one)) refuse('profile-filter-unknown', { filter: one })
  return new Set(wanted)
}

/** After the event of the cursor, whether it is still there or not: events that came since do not shift the pages. */
function placeAfter(events: readonly ProfileEvent[], cursor: string): number {
  const on = /^(\d{4}-\d{2}-\d{2})~[a-z-]+~(on|ends)~/.exec(cursor)?.[1]
  if (on === undefined) return refuse('profile-cursor-unknown', { after: cursor.slice(0, 100) })
  const place = events.findIndex((event) => newestFirst({ on, id: cursor } as ProfileEvent, event) < 0)
  return place < 0 ? events.length : place
}
