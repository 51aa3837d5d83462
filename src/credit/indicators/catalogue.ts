import { digestOf } from '../../foundation/canonical-json.ts'
import { horizonMonths } from './calendar-table.ts'
import type { IndicatorDefinition } from './contract.ts'
import invoices from './definitions/invoices.json' with { type: 'json' }
import loans from './definitions/loans.json' with { type: 'json' }
import measuresFile from './definitions/measures.json' with { type: 'json' }
import parties from './definitions/parties.json' with { type: 'json' }
import registration from './definitions/registration.json' with { type: 'json' }
import socialSecurity from './definitions/social-security.json' with { type: 'json' }
import statisticsFile from './definitions/statistics.json' with { type: 'json' }
import tax from './definitions/tax.json' with { type: 'json' }
import type { Formula, Measure } from './formula.ts'

interface Words {
  zh: string
  en: string
}
type Unit = IndicatorDefinition['unit']
type Direction = IndicatorDefinition['direction']

interface Entry extends Words {
  id: string
  definition: Words
  unit?: Unit
  direction?: Direction
  window: number | null
  nullRule: string
  sources?: string[]
  version?: number
}

/** A dimension of the catalogue: a month series with its statistics, counterparty figures, and single indicators. */
interface Dimension extends Words {
  id: string
  side: 'gov' | 'flow'
  sources: string[]
  unit: Unit
  direction: Direction
  about?: Words
  series?: { of: string; stats: string[] }
  parties?: 'sale' | 'purchase'
  indicators?: (Entry & { formula: Omit<Formula, 'window'> })[]
}

interface StatisticWords extends Words {
  definition: Words
  unit: Unit | 'same'
  direction: Direction | 'same' | 'opposite'
  nullRule: string
}

/** A definition with the formula that the kernel compiles. */
export interface Indicator extends IndicatorDefinition {
  formula: Formula
}

const dimensions = [
  ...registration,
  ...invoices,
  ...tax,
  ...socialSecurity,
  ...loans,
] as unknown as Dimension[]
const statistics = statisticsFile.statistics as unknown as Record<string, StatisticWords>
const nullRules = statisticsFile.nullRules as Record<string, Words>

export const measures = measuresFile as unknown as Readonly<Record<string, Measure>>

function nullRule(name: string): Words {
  const rule = nullRules[name]
  if (!rule) throw new TypeError(`no null rule ${name}`)
  return rule
}

function fill(text: Words, values: { name?: Words; about?: Words | undefined; w?: number }): Words {
  const pick = (side: 'zh' | 'en') =>
    text[side]
      .replaceAll('{name}', values.name?.[side] ?? '')
      .replaceAll('{about}', values.about?.[side] ?? '')
      .replaceAll('{w}', String(values.w ?? ''))
      .trim()
  return { zh: pick('zh'), en: pick('en') }
}

const opposite = { higher: 'lower', lower: 'higher', neutral: 'neutral' } as const

function describe(dimension: Dimension, entry: Entry, formula: Formula): Indicator {
  const { zh, en } = entry
  return {
    id: `${dimension.id}.${entry.id}`,
    side: dimension.side,
    dimension: dimension.id.slice(dimension.id.indexOf('.') + 1),
    dimensionZh: dimension.zh,
    dimensionEn: dimension.en,
    zh,
    en,
    definition: entry.definition,
    unit: entry.unit ?? dimension.unit,
    direction: entry.direction ?? dimension.direction,
    window: entry.window,
    nullRule: nullRule(entry.nullRule),
    sources: entry.sources ?? dimension.sources,
    version: entry.version ?? 1,
    formula,
  }
}

function seriesIndicators(dimension: Dimension): Indicator[] {
  if (!dimension.series) return []
  const { of, stats } = dimension.series
  const codes = stats.flatMap((code) => (code === 'monthly16' ? statisticsFile.monthly16 : [code]))
  return codes.map((code) => {
    const [stat, months] = code.split('_') as [string, string]
    const words = statistics[stat]
    if (!words) throw new TypeError(`no statistic ${stat}`)
    const window = Number(months)
    const named = { name: dimension, about: dimension.about, w: window }
    const direction =
      words.direction === 'same'
        ? dimension.direction
        : words.direction === 'opposite'
          ? opposite[dimension.direction]
          : words.direction
    return describe(
      dimension,
      {
        id: code,
        ...fill(words, named),
        definition: fill(words.definition, named),
        unit: words.unit === 'same' ? dimension.unit : words.unit,
        direction,
        window,
        nullRule: words.nullRule,
      },
      { stat, of, window } as Formula,
    )
  })
}

function partyIndicators(dimension: Dimension): Indicator[] {
  const direction = dimension.parties
  if (!direction) return []
  const named = { name: dimension, about: dimension.about }
  return parties.map(({ figure, ...entry }) =>
    describe(
      dimension,
      { ...(entry as Entry), ...fill(entry, named), definition: fill(entry.definition, named) },
      { stat: 'parties', direction, figure } as Formula,
    ),
  )
}

function singleIndicators(dimension: Dimension): Indicator[] {
  return (dimension.indicators ?? []).map(({ formula, ...entry }) =>
    describe(dimension, entry, { ...formula, window: entry.window ?? horizonMonths } as Formula),
  )
}

/** Every indicator, in the order of the packed vector. */
export const indicators: readonly Indicator[] = dimensions.flatMap((dimension) => [
  ...seriesIndicators(dimension),
  ...partyIndicators(dimension),
  ...singleIndicators(dimension),
])

/** The definitions as people read them, without formulas. */
export const definitions: readonly IndicatorDefinition[] = indicators.map(
  ({ formula: _, ...definition }) => definition,
)

/** Names the catalogue that a vector was computed by: any change of a definition, formula or measure changes it. */
export const definitionsVersion: string = digestOf({ indicators, measures }).slice(
  'sha256:'.length,
  'sha256:'.length + 16,
)

const indexes = new Map(indicators.map(({ id }, index) => [id, index]))

export function findIndicatorIndex(id: string): number | undefined {
  return indexes.get(id)
}
