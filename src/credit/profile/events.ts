import { inShanghai } from '../../foundation/instant.ts'
import type { DossierRow } from './dossier/dossier.ts'
import type { EventKind, ProfileEvent } from './events.contract.ts'
import eventsFile from './events.json' with { type: 'json' }
import type { SectionId } from './section.contract.ts'
import { type Condition, matches } from './sections/condition.ts'
import { type TableSpec, tables, toneOf } from './sections/table-panel.ts'
import type { View } from './sections/view.ts'
import { fieldOf, fill, type Words, wireValue } from './sections/words.ts'
import type { Tone } from './value.contract.ts'

/** How the records of a type become events: when it happened, what to say, and how urgent it is. */
interface EventSpec extends Words {
  section: SectionId
  on: string
  only?: Condition
  /** Of every such event; else the tones of its table hold. */
  tone?: Tone
  tones?: { tone: Tone; when: Condition }[]
  title: Words
  detail?: Words
  amount?: string
  /** What ends is an event of its own. */
  ends?: { on: string; tone: Tone; title: Words }
}

const specs = Object.entries(eventsFile as unknown as Record<string, EventSpec>)

const tableOf = new Map<string, TableSpec>(
  Object.values(tables).flatMap((list) => list.map((spec) => [spec.recordType, spec] as const)),
)

/** All that happened to an enterprise, newest first, of the record types that are open. */
export function eventsOf(view: View, allowed: (section: SectionId) => boolean = () => true): ProfileEvent[] {
  const events: ProfileEvent[] = []
  for (const [recordType, spec] of specs) {
    if (!view.dossier.open.has(recordType) || !allowed(spec.section)) continue
    for (const row of view.dossier.rowsOf(recordType))
      events.push(...eventsOfRow(view, recordType, spec, row))
  }
  return events.sort(newestFirst)
}

export function newestFirst(left: ProfileEvent, right: ProfileEvent): number {
  if (left.on !== right.on) return left.on < right.on ? 1 : -1
  return left.id === right.id ? 0 : left.id < right.id ? 1 : -1
}

function eventsOfRow(view: View, recordType: string, spec: EventSpec, row: DossierRow): ProfileEvent[] {
  if (spec.only && !matches(row.values, spec.only, view.dossier.day)) return []
  const { day } = view.dossier
  const event = (
    which: string,
    on: string,
    tone: Tone,
    title: Words,
    detail: Words | null,
  ): ProfileEvent => ({
    id: `${on}~${recordType}~${which}~${row.key}`,
    on,
    knownAt: inShanghai(row.knownAt),
    kind: recordType,
    section: spec.section,
    tone,
    title: fill(title, recordType, row.values),
    detail,
    amount: spec.amount ? wireValue(fieldOf(recordType, spec.amount), row.values[spec.amount]) : null,
    department: departmentOf(view, recordType),
    origin: { recordType, key: row.key },
  })
  const events: ProfileEvent[] = []
  const on = row.values[spec.on]
  if (on !== null && on !== undefined && String(on) <= day) {
    const detail = spec.detail ? fill(spec.detail, recordType, row.values) : null
    events.push(event('on', String(on), toneOfEvent(recordType, spec, row, day), spec.title, detail))
  }
  const ended = spec.ends ? row.values[spec.ends.on] : null
  if (spec.ends && ended !== null && ended !== undefined && String(ended) <= day)
    events.push(event('ends', String(ended), spec.ends.tone, spec.ends.title, null))
  return events
}

function toneOfEvent(recordType: string, spec: EventSpec, row: DossierRow, day: string): Tone {
  if (spec.tone) return spec.tone
  if (spec.tones) return toneOf({ tones: spec.tones }, row, day)
  const table = tableOf.get(recordType)
  return table ? toneOf(table, row, day) : 'plain'
}

function departmentOf(view: View, recordType: string): Words {
  return view.sources.get(recordType)?.department ?? { zh: '', en: '' }
}

/** The kinds among some events, the most frequent first. */
export function kindsOf(events: readonly ProfileEvent[]): EventKind[] {
  const counts = new Map<string, number>()
  for (const { kind } of events) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return specs
    .flatMap(([id, { zh, en, section }]) => {
      const count = counts.get(id)
      return count === undefined ? [] : [{ id, zh, en, section, count }]
    })
    .sort((left, right) => right.count - left.count || (left.id < right.id ? -1 : 1))
}

export const eventKinds: ReadonlySet<string> = new Set(specs.map(([id]) => id))

export function kindWords(kind: string): Words {
  const [, spec] = specs.find(([id]) => id === kind)!
  return { zh: spec.zh, en: spec.en }
}
