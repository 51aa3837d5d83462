import { type Random, seededRandom } from '../../src/foundation/random.ts'
import type { Inputs, Ruleset } from '../../src/lending/rules/index.ts'

/** The rules and inputs of the benchmark, the same for every engine. Everything random comes from one seed. */
export const seed = 'rules-benchmark-1'

const industries = Array.from({ length: 20 }, (_, index) => String.fromCharCode(65 + index))
const regions = Array.from({ length: 37 }, (_, index) => String(450_100 + index * 100))
const grades = ['A', 'B', 'C', 'D', 'E', 'F']
const statuses = ['active', 'revoked', 'deregistered', 'suspended']

const number = (name: string) => ({ name, type: 'number', zh: name, en: name }) as const
const text = (name: string) => ({ name, type: 'text', zh: name, en: name }) as const
const flag = (name: string) => ({ name, type: 'boolean', zh: name, en: name }) as const

export const inputs = [
  number('score'),
  number('probability'),
  number('amount'),
  number('term'),
  number('age'),
  number('sales'),
  number('salesGrowth'),
  number('taxPaid'),
  number('arrears'),
  number('headcount'),
  number('leaveRate'),
  number('topCustomer'),
  number('voidShare'),
  number('debt'),
  number('overdueDays'),
  text('grade'),
  text('status'),
  text('industry'),
  text('region'),
  flag('dishonest'),
]

type Condition = Ruleset['rules'][number]['when']

/** Twenty rules of the kinds that a bank writes: comparisons, lists, ranges, and, or, not, a little arithmetic. */
const conditions: [string, Condition][] = [
  ['not-active', { input: 'status', is: { not: 'active' } }],
  ['dishonest', { input: 'dishonest', is: true }],
  ['low-grade', { input: 'grade', is: ['E', 'F'] }],
  ['low-score', { input: 'score', is: '< 480' }],
  ['young', { input: 'age', is: '< 24' }],
  ['amount-over-sales', { compare: ['amount', '>', { multiply: [3, 'sales'] }] }],
  ['shrinking', { input: 'salesGrowth', is: '< -0.3' }],
  ['arrears', { input: 'arrears', is: '> 0' }],
  ['no-staff', { input: 'headcount', is: '< 3' }],
  [
    'leaving',
    {
      all: [
        { input: 'leaveRate', is: '>= 0.2' },
        { input: 'headcount', is: '>= 10' },
      ],
    },
  ],
  [
    'concentrated',
    {
      all: [
        { input: 'topCustomer', is: '> 0.8' },
        { input: 'grade', is: { not: ['A', 'B'] } },
      ],
    },
  ],
  ['voided', { input: 'voidShare', is: '[0.2..1]' }],
  [
    'overdue',
    {
      any: [
        { input: 'overdueDays', is: '> 90' },
        {
          all: [
            { input: 'overdueDays', is: '> 30' },
            { input: 'score', is: '< 600' },
          ],
        },
      ],
    },
  ],
  ['indebted', { compare: [{ add: ['debt', 'amount'] }, '>', { multiply: [6, 'sales'] }] }],
  [
    'risky-industry',
    {
      all: [
        { input: 'industry', is: ['J', 'K', 'R'] },
        { input: 'score', is: '< 620' },
      ],
    },
  ],
  [
    'long-term',
    {
      all: [
        { input: 'term', is: '> 24' },
        { input: 'age', is: '< 60' },
      ],
    },
  ],
  ['probable-default', { input: 'probability', is: '> 0.12' }],
  [
    'no-tax',
    {
      all: [
        { input: 'taxPaid', is: '= 0' },
        { input: 'sales', is: '> 1000000' },
      ],
    },
  ],
  [
    'large-unsecured',
    { all: [{ input: 'amount', is: '> 200000000' }, { not: { input: 'grade', is: 'A' } }] },
  ],
  [
    'border',
    {
      all: [
        { input: 'region', is: [regions[5]!, regions[13]!] },
        {
          any: [
            { input: 'term', is: '> 12' },
            { input: 'age', is: '< 36' },
          ],
        },
      ],
    },
  ],
]

const words = { zh: '规则', en: 'rule', version: 1, severity: 'major' } as const

function cutPoints(random: Random, parts: number): number[] {
  const cuts = new Set<number>()
  while (cuts.size < parts - 1) cuts.add(401 + Math.floor(random() * 298))
  return [400, ...[...cuts].sort((left, right) => left - right), 701]
}

function band(cuts: readonly number[], part: number): string {
  return `[${cuts[part]}..${cuts[part + 1]})`
}

function ruleset(
  id: string,
  withRules: boolean,
  columns: string[],
  rows: { when: string[]; gives: number[] }[],
): Ruleset {
  return {
    id,
    version: 1,
    zh: '基准',
    en: 'benchmark',
    inputs: inputs.filter(({ name }) => withRules || columns.includes(name)),
    reasons: { adverse: { zh: '不利', en: 'adverse' } },
    rules: withRules
      ? conditions.map(([name, when]) => ({
          ...words,
          id: name,
          when,
          missing: 'refer',
          effects: [{ effect: 'refer', reason: 'adverse' }],
        }))
      : [],
    tables: [
      {
        ...words,
        id: 'margin',
        hitPolicy: 'unique',
        columns,
        outputs: [{ effect: 'adjust-rate' }],
        rows,
        missing: 'refer',
        otherwise: 'passes',
      },
    ],
  }
}

/** 20 rules and a table of 50 rows: 10 industries by 5 bands of the score. */
export function smallRuleset(): Ruleset {
  const random = seededRandom(`${seed}-small`)
  const rows = industries.slice(0, 10).flatMap((industry) => {
    const cuts = cutPoints(random, 5)
    return cuts.slice(1).map((_, part) => ({ when: [industry, band(cuts, part)], gives: [part * 10 + 1] }))
  })
  return ruleset('small', true, ['industry', 'score'], rows)
}

/** A table of 3,700 rows: 20 industries by 37 regions, each with 5 bands of the score of its own. */
export function largeRuleset(): Ruleset {
  const random = seededRandom(`${seed}-large`)
  const rows = industries.flatMap((industry) =>
    regions.flatMap((region) => {
      const cuts = cutPoints(random, 5)
      return cuts.slice(1).map((_, part) => ({
        when: [industry, region, band(cuts, part)],
        gives: [Math.floor(random() * 400)],
      }))
    }),
  )
  return ruleset('large', false, ['industry', 'region', 'score'], rows)
}

/** Distinct random inputs; `missingShare` of the values are null. */
export function randomInputs(count: number, missingShare = 0): Inputs[] {
  const random = seededRandom(`${seed}-inputs-${missingShare}`)
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!
  const upTo = (most: number) => Math.floor(random() * most)
  return Array.from({ length: count }, () => {
    const values: Record<string, number | string | boolean | null> = {
      score: 400 + upTo(30_000) / 100,
      probability: upTo(3000) / 10_000,
      amount: upTo(300) * 1_000_000,
      term: 6 + upTo(31),
      age: upTo(240),
      sales: upTo(200_000_000),
      salesGrowth: upTo(200) / 100 - 1,
      taxPaid: random() < 0.2 ? 0 : upTo(10_000_000),
      arrears: random() < 0.9 ? 0 : upTo(1_000_000),
      headcount: upTo(100),
      leaveRate: upTo(50) / 100,
      topCustomer: upTo(100) / 100,
      voidShare: upTo(40) / 100,
      debt: upTo(500_000_000),
      overdueDays: random() < 0.8 ? 0 : upTo(200),
      grade: pick(grades),
      status: random() < 0.9 ? 'active' : pick(statuses),
      industry: pick(industries),
      region: pick(regions),
      dishonest: random() < 0.05,
    }
    for (const name of Object.keys(values)) if (random() < missingShare) values[name] = null
    return values
  })
}
