import { type Static, Type } from 'typebox'
import { contract } from '../../foundation/endpoint.ts'
import { orNull, Words } from '../../foundation/wire.ts'
import { SectionId, whoseProfile } from './section.contract.ts'
import { Origin, Tone, Value } from './value.contract.ts'

/** One thing that happened to the enterprise, whoever reported it. */
export const ProfileEvent = Type.Object({
  id: Type.String({ description: 'unique in the timeline of the enterprise' }),
  on: Type.String({ description: 'the day YYYY-MM-DD on which it happened' }),
  knownAt: Type.String({ description: 'since when the platform knows it' }),
  kind: Type.String({ description: 'of the list of kinds in the answer: change, penalty, case …' }),
  section: SectionId,
  tone: Tone,
  title: Words,
  detail: orNull(Words),
  amount: orNull(Value),
  department: Words,
  origin: Origin,
})
export type ProfileEvent = Static<typeof ProfileEvent>

export const EventKind = Type.Object({
  id: Type.String(),
  ...Words.properties,
  section: SectionId,
  count: Type.Integer(),
})
export type EventKind = Static<typeof EventKind>

export const eventsPageSizeMax = 100

export const listProfileEventsContract = contract({
  name: 'listProfileEvents',
  method: 'GET',
  path: '/v1/enterprises/:enterprise/profile/events',
  permission: 'enterprise:read',
  summary: { zh: '企业时间线：各部门的全部事件（新的在前）', en: 'Timeline of an enterprise, newest first' },
  input: Type.Object({
    ...whoseProfile,
    kinds: Type.Optional(Type.String({ description: 'separated by commas', maxLength: 500 })),
    tones: Type.Optional(
      Type.String({ description: 'red, orange, yellow, blue, good; separated by commas', maxLength: 60 }),
    ),
    after: Type.Optional(
      Type.String({ description: 'the id of the last event of the page before', maxLength: 2100 }),
    ),
    pageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: eventsPageSizeMax, default: 30 })),
  }),
  output: Type.Object({
    enterprise: Type.String(),
    asOf: Type.String(),
    kinds: Type.Array(EventKind),
    tones: Type.Array(Type.Object({ tone: Tone, count: Type.Integer() })),
    total: Type.Integer({ description: 'events that match, on all pages' }),
    items: Type.Array(ProfileEvent),
    next: orNull(Type.String({ description: 'the cursor of the next page; null on the last' })),
  }),
})
