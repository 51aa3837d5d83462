import { type Static, Type } from 'typebox'
import { Effect, Severity, Words } from './contract.ts'

/**
 * Rules as data. The same small language serves conditions and cells of decision tables:
 * a number column takes `450`, `"< 450"`, `"[450..500)"`, `">= 2"`; a text or boolean column takes values;
 * a list is an or; `{ "not": … }` turns a cell round; `{ "missing": true }` asks whether there is a value;
 * null accepts anything, also nothing. No text of a rule is ever run as a program.
 */
const closed = { additionalProperties: false } as const
const Identifier = Type.String({ pattern: '^[a-z0-9]+([-_][a-z0-9]+)*$', maxLength: 80 })
const Name = Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_.-]*$', maxLength: 120 })
const Version = Type.Integer({ minimum: 1, maximum: 1_000_000 })

const Plain = Type.Union([Type.Number(), Type.Boolean(), Type.String({ maxLength: 200 })])
const Choice = Type.Union([Plain, Type.Array(Plain, { minItems: 1, maxItems: 2000 })])
export const Cell = Type.Union([
  Type.Null(),
  Choice,
  Type.Object({ not: Choice }, closed),
  Type.Object({ missing: Type.Boolean() }, closed),
])
export type Cell = Static<typeof Cell>

/** Arithmetic on inputs: a number, the name of an input, or an operation on two or more of them. */
export type Formula =
  | number
  | string
  | { add: Formula[] }
  | { subtract: [Formula, Formula] }
  | { multiply: Formula[] }
  | { divide: [Formula, Formula] }

const comparators = ['<', '<=', '>', '>=', '=', '!='] as const
export type Comparator = (typeof comparators)[number]

export type Condition =
  | { input: string; is: Cell }
  | { compare: [Formula, Comparator, Formula] }
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }

const formulas = Type.Array(Type.Ref('Formula'), { minItems: 2, maxItems: 20 })
const pair = Type.Tuple([Type.Ref('Formula'), Type.Ref('Formula')])
const conditions = Type.Array(Type.Ref('Condition'), { minItems: 1, maxItems: 50 })
const Condition = Type.Cyclic(
  {
    Formula: Type.Union([
      Type.Number(),
      Name,
      Type.Object({ add: formulas }, closed),
      Type.Object({ subtract: pair }, closed),
      Type.Object({ multiply: formulas }, closed),
      Type.Object({ divide: pair }, closed),
    ]),
    Condition: Type.Union([
      Type.Object({ input: Name, is: Cell }, closed),
      Type.Object(
        { compare: Type.Tuple([Type.Ref('Formula'), Type.Enum([...comparators]), Type.Ref('Formula')]) },
        closed,
      ),
      Type.Object({ all: conditions }, closed),
      Type.Object({ any: conditions }, closed),
      Type.Object({ not: Type.Ref('Condition') }, closed),
    ]),
  },
  'Condition',
)

export const Input = Type.Object(
  {
    name: Name,
    type: Type.Enum(['number', 'text', 'boolean']),
    ...Words.properties,
    unit: Type.Optional(Type.String({ maxLength: 20 })),
    /** Every value that a text can take; without it any text may come. */
    codes: Type.Optional(Type.Array(Type.String({ maxLength: 200 }), { minItems: 1, maxItems: 5000 })),
  },
  closed,
)
export type Input = Static<typeof Input>

/** What follows when missing values leave a rule undecided. There is no default: whoever writes a rule says it. */
export const MissingPolicy = Type.Enum(['refer', 'decline', 'passes'])
export type MissingPolicy = Static<typeof MissingPolicy>

const RuleShape = Type.Object(
  {
    id: Identifier,
    version: Version,
    ...Words.properties,
    severity: Severity,
    when: Condition,
    missing: MissingPolicy,
    effects: Type.Array(Effect, { minItems: 1, maxItems: 5 }),
  },
  closed,
)
export type Rule = Omit<Static<typeof RuleShape>, 'when'> & { when: Condition }

/**
 * Hit policies as DMN 1.3 §8.2.10 names them: `unique` (at most one row can match), `first` (the first in
 * order), `priority` (the row whose output comes first in `order` of the first output), `collect` (all, in order).
 */
const HitPolicy = Type.Enum(['unique', 'first', 'priority', 'collect'])

const OutputValue = Type.Union([Type.Number(), Type.String({ maxLength: 1000 }), Type.Boolean(), Type.Null()])
export const Output = Type.Object(
  {
    /** decline, refer, note: the cell is a reason code. cap-limit: fen as text. adjust-rate: basis points. set: any value. */
    effect: Type.Enum(['decline', 'refer', 'note', 'cap-limit', 'adjust-rate', 'set']),
    /** Of `set`: the name that gets the value. */
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
    /** Of the first output under `priority`: its values, the strongest first. */
    order: Type.Optional(Type.Array(OutputValue, { minItems: 1, maxItems: 1000 })),
  },
  closed,
)
export type Output = Static<typeof Output>

export const Table = Type.Object(
  {
    id: Identifier,
    version: Version,
    ...Words.properties,
    severity: Severity,
    hitPolicy: HitPolicy,
    columns: Type.Array(Name, { minItems: 1, maxItems: 32 }),
    outputs: Type.Array(Output, { minItems: 1, maxItems: 32 }),
    rows: Type.Array(
      Type.Object(
        { when: Type.Array(Cell, { maxItems: 32 }), gives: Type.Array(OutputValue, { maxItems: 32 }) },
        closed,
      ),
      { minItems: 1, maxItems: 10_000 },
    ),
    missing: MissingPolicy,
    /** What follows when no row matches. */
    otherwise: MissingPolicy,
  },
  closed,
)
export type Table = Static<typeof Table>

const RulesetShape = Type.Object(
  {
    id: Identifier,
    version: Version,
    ...Words.properties,
    inputs: Type.Array(Input, { minItems: 1, maxItems: 1000 }),
    reasons: Type.Record(Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$' }), Words),
    rules: Type.Array(RuleShape, { maxItems: 500 }),
    tables: Type.Array(Table, { maxItems: 50 }),
  },
  closed,
)
export const Ruleset = RulesetShape
export type Ruleset = Omit<Static<typeof RulesetShape>, 'rules'> & { rules: Rule[] }
