import { type Static, Type } from 'typebox'
import { contract } from '../../foundation/endpoint.ts'
import { orNull, Words } from '../../foundation/wire.ts'
import { SectionId, Stage } from './section.contract.ts'
import { Tone, Unavailable, Value } from './value.contract.ts'

export const comparedMin = 2
export const comparedMax = 4

export const ComparedEnterprise = Type.Object({
  enterprise: Type.String(),
  name: Type.String(),
  uscc: orNull(Type.String()),
  industry: orNull(Words),
  peers: orNull(Type.Object({ firms: Type.Integer(), ...Words.properties })),
  tags: Type.Array(Type.Object({ code: Type.String(), tone: Type.String(), ...Words.properties })),
})
export type ComparedEnterprise = Static<typeof ComparedEnterprise>

export const ComparedCell = Type.Union([
  Type.Object({
    value: Value,
    tone: Tone,
    betterThan: orNull(
      Type.Number({ description: 'better than this per cent of the peers of its own industry' }),
    ),
  }),
  Unavailable,
])
export type ComparedCell = Static<typeof ComparedCell>

export const ComparedRow = Type.Object({
  id: Type.String(),
  section: SectionId,
  label: Words,
  better: Type.Enum(['higher', 'lower', 'neutral']),
  best: orNull(Type.Integer({ description: 'place of the best cell; null where none is' })),
  cells: Type.Array(ComparedCell),
})
export type ComparedRow = Static<typeof ComparedRow>

export const compareProfilesContract = contract({
  name: 'compareProfiles',
  method: 'GET',
  path: '/v1/profile-comparison',
  permission: 'enterprise:read',
  summary: { zh: '企业对比（二至四家）', en: 'Two to four enterprises side by side' },
  input: Type.Object({
    enterprises: Type.String({ description: 'two to four codes, separated by commas', maxLength: 400 }),
    asOf: Type.Optional(
      Type.String({ description: 'YYYY-MM, or an instant with zone; default: now', maxLength: 40 }),
    ),
  }),
  output: Type.Object({
    asOf: Type.String(),
    stage: Stage,
    enterprises: Type.Array(ComparedEnterprise),
    rows: Type.Array(ComparedRow),
  }),
})
