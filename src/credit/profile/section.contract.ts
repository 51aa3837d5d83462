import { type Static, Type } from 'typebox'
import { contract } from '../../foundation/endpoint.ts'
import { orNull, Words } from '../../foundation/wire.ts'
import { Origin, Source, Tone, Unavailable, Value, ValueType } from './value.contract.ts'

/** The tabs of the page, in their order. */
export const sectionIds = [
  'overview',
  'registration',
  'bank-flow',
  'workforce',
  'tax',
  'utilities',
  'assets',
  'compliance',
  'relations',
  'credit',
  'trace',
] as const
export const SectionId = Type.Enum([...sectionIds])
export type SectionId = Static<typeof SectionId>

/** Where in the course of a loan the reader stands: it decides what is shown. */
export const Stage = Type.Enum(['investigation', 'approval', 'post-loan', 'own', 'government'])
export type Stage = Static<typeof Stage>

/** Something that the reader's role does not see, or sees only in sum, and why. */
export const Hidden = Type.Object({
  section: SectionId,
  panel: orNull(Type.String({ description: 'null: the whole section' })),
  access: Type.Enum(['hidden', 'summary']),
  ...Words.properties,
})
export type Hidden = Static<typeof Hidden>

export const SectionTab = Type.Object({
  id: SectionId,
  ...Words.properties,
  count: orNull(Type.Integer({ description: 'records behind the tab; null where it cannot be shown' })),
  attention: Type.Object({
    tone: Tone,
    count: Type.Integer({ description: 'things that need a look' }),
  }),
  state: Type.Enum(['open', 'partly', 'not-covered', 'hidden', 'empty'], {
    description: 'partly: some panels are not covered, connected or shown',
  }),
})
export type SectionTab = Static<typeof SectionTab>

const Fact = Type.Object({
  id: Type.String(),
  label: Words,
  value: Value,
  tone: Type.Optional(Tone),
  note: Type.Optional(Words),
  origin: Type.Optional(Origin),
})
export type Fact = Static<typeof Fact>

export const FactsData = Type.Object({ kind: Type.Literal('facts'), items: Type.Array(Fact) })
export type FactsData = Static<typeof FactsData>

const Line = Type.Object({
  id: Type.String(),
  label: Words,
  unit: ValueType,
  drawn: Type.Enum(['line', 'bars']),
  values: Type.Array(orNull(Type.Union([Type.Number(), Type.String()]))),
  median: Type.Optional(Type.Array(orNull(Type.Union([Type.Number(), Type.String()])))),
})
export type Line = Static<typeof Line>

/** A numbered annotation (读图要点) over a span of months of some lines. */
export const SeriesNote = Type.Object({
  number: Type.Integer({ minimum: 1 }),
  lines: Type.Array(Type.String()),
  code: Type.String(),
  tone: Tone,
  from: Type.String({ description: 'first month of the marked span' }),
  to: Type.String(),
  title: Words,
  text: Words,
})
export type SeriesNote = Static<typeof SeriesNote>

/** The firms that a median rests on: always said, never fewer than five. */
export const SeriesPeers = Type.Object({ firms: Type.Integer(), ...Words.properties })
export type SeriesPeers = Static<typeof SeriesPeers>

export const SeriesData = Type.Object({
  kind: Type.Literal('series'),
  months: Type.Array(Type.String()),
  lines: Type.Array(Line),
  notes: Type.Array(SeriesNote),
  peers: orNull(SeriesPeers),
  origin: Type.Optional(Origin),
})
export type SeriesData = Static<typeof SeriesData>

const Column = Type.Object({ id: Type.String(), label: Words, type: ValueType })
export type Column = Static<typeof Column>

const Row = Type.Object({
  key: Type.String(),
  cells: Type.Array(orNull(Value)),
  tone: Type.Optional(Tone),
  origin: Type.Optional(Origin),
})
export type Row = Static<typeof Row>

export const TableData = Type.Object({
  kind: Type.Literal('table'),
  columns: Type.Array(Column),
  rows: Type.Array(Row),
  total: Type.Integer({ description: 'of all rows, also those that are not listed' }),
})
export type TableData = Static<typeof TableData>

export const PanelData = Type.Union([FactsData, SeriesData, TableData])
export type PanelData = Static<typeof PanelData>

const panelHead = {
  id: Type.String(),
  title: Words,
  tone: Tone,
  /** One sentence on what it says, for a reader in a hurry and for a screen reader. */
  conclusion: orNull(Words),
  access: Type.Enum(['shown', 'summary'], {
    description: 'summary: this role sees figures in sum and no single record',
  }),
  sources: Type.Array(Source),
}
export const SectionPanel = Type.Union([
  Type.Object({ ...panelHead, data: PanelData }),
  Type.Object({ ...panelHead, ...Unavailable.properties }),
])
export type SectionPanel = Static<typeof SectionPanel>

export const ProfileSection = Type.Object({
  enterprise: Type.String(),
  section: SectionId,
  ...Words.properties,
  asOf: Type.String(),
  stage: Stage,
  /** What needs a look, the most urgent first. */
  attention: Type.Array(Type.Object({ panel: Type.String(), tone: Tone, text: Words })),
  panels: Type.Array(SectionPanel),
  hidden: Type.Array(Hidden),
})
export type ProfileSection = Static<typeof ProfileSection>

export const whoseProfile = {
  enterprise: Type.String({ description: 'internal id or USCC', maxLength: 200 }),
  asOf: Type.Optional(
    Type.String({ description: 'YYYY-MM, or an instant with zone; default: now', maxLength: 40 }),
  ),
}

export const readProfileSectionContract = contract({
  name: 'readProfileSection',
  method: 'GET',
  path: '/v1/enterprises/:enterprise/profile/sections/:section',
  permission: 'enterprise:read',
  summary: { zh: '企业画像的一个栏目', en: 'One section of the profile of an enterprise' },
  input: Type.Object({
    ...whoseProfile,
    section: Type.String({ description: 'one of the tabs of the page', maxLength: 40 }),
  }),
  output: ProfileSection,
})
