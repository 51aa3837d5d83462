import { type Static, Type } from 'typebox'

const closed = { additionalProperties: false } as const
const FieldName = Type.String({ pattern: '^[a-z][a-z0-9_]*$', maxLength: 63 })

/**
 * What is compared: a field of the row, or a constant as text: a code, a day `YYYY-MM-DD`, a month `YYYY-MM`, a whole
 * number, an amount in fen.
 */
const Operand = Type.Union([
  Type.Object({ field: FieldName }, closed),
  Type.Object({ constant: Type.String({ maxLength: 200 }) }, closed),
])
export type Operand = Static<typeof Operand>

const comparators = ['=', '!=', '<', '<=', '>', '>='] as const
export type Comparator = (typeof comparators)[number]

/** Three-valued as in SQL: a comparison with an empty value neither holds nor fails, and so breaks no rule. */
export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | { empty: string }
  | { compare: [Operand, Comparator, Operand] }

const conditions = Type.Array(Type.Ref('Condition'), { minItems: 1, maxItems: 20 })
export const Condition = Type.Cyclic(
  {
    Condition: Type.Union([
      Type.Object({ all: conditions }, closed),
      Type.Object({ any: conditions }, closed),
      Type.Object({ not: Type.Ref('Condition') }, closed),
      Type.Object({ empty: FieldName }, closed),
      Type.Object({ compare: Type.Tuple([Operand, Type.Enum([...comparators]), Operand]) }, closed),
    ]),
  },
  'Condition',
)

const CrossFieldRuleShape = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 63 }),
    zh: Type.String({ minLength: 1, maxLength: 500 }),
    en: Type.String({ minLength: 1, maxLength: 500 }),
    when: Condition,
    severity: Type.Enum(['quarantine', 'warn']),
  },
  closed,
)

/** A row for which `when` holds breaks the rule: it is quarantined, or published with a warning. */
export const CrossFieldRule = CrossFieldRuleShape
export type CrossFieldRule = Omit<Static<typeof CrossFieldRuleShape>, 'when'> & { when: Condition }
