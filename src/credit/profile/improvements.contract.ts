import { type Static, Type } from 'typebox'
import { contract } from '../../foundation/endpoint.ts'
import { orNull, Words } from '../../foundation/wire.ts'
import { whoseProfile } from './section.contract.ts'
import { Unavailable } from './value.contract.ts'

/** One realistic change and what the same scorecard gives for it alone. */
export const Improvement = Type.Object({
  id: Type.String(),
  factor: Type.String({ description: 'the factor of the score that it moves' }),
  title: Words,
  text: Words,
  points: Type.Number({ description: 'how many points this change alone would move' }),
  score: Type.Number({ description: 'the score with this change alone' }),
  grade: Type.String(),
  effort: Type.Enum(['now', 'months', 'year'], {
    description: 'how soon it can show in the records',
  }),
})
export type Improvement = Static<typeof Improvement>

export const readImprovementsContract = contract({
  name: 'readImprovements',
  method: 'GET',
  path: '/v1/enterprises/:enterprise/profile/improvements',
  permission: 'score:read',
  summary: { zh: '怎样提高我的信用分', en: 'What would improve the score of the own enterprise' },
  input: Type.Object(whoseProfile),
  output: Type.Object({
    enterprise: Type.String(),
    asOf: Type.String(),
    month: Type.String(),
    score: orNull(Type.Number()),
    grade: orNull(Type.String()),
    nextGrade: orNull(Type.Object({ grade: Type.String(), pointsMissing: Type.Number() })),
    unavailable: orNull(Unavailable),
    items: Type.Array(Improvement, { description: 'the most points first' }),
    note: Words,
  }),
})
