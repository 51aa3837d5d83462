import { keyFiguresOf } from '../key-figures.ts'
import type { Fact } from '../section.contract.ts'
import type { Value } from '../value.contract.ts'
import type { Said, SectionSpec, View } from './view.ts'

const asValue = (figure: ReturnType<typeof keyFiguresOf>[number]): Value => {
  if (figure.unit === 'fen') return { type: 'fen', value: figure.valueFen ?? null }
  if (figure.value === null) return { type: 'decimal', value: null }
  if (figure.unit === 'ratio') return { type: 'bps', value: Math.round(figure.value * 1e4) }
  return { type: figure.unit === 'person' ? 'persons' : 'integer', value: Math.round(figure.value) }
}

/** The figures that a lender asks for first, each with its place among the peers. */
function figures(view: View): Said | undefined {
  if (!view.firm) return undefined
  const items: Fact[] = keyFiguresOf(view.firm.vector, view.peers).map((figure) => ({
    id: figure.id,
    label: { zh: figure.zh, en: figure.en },
    value: asValue(figure),
    ...(figure.betterThan === null
      ? figure.reason === null
        ? {}
        : { note: { zh: figure.reason.zh, en: figure.reason.en } }
      : {
          note: {
            zh: `优于 ${Math.round(figure.betterThan)}% 的同业`,
            en: `better than ${Math.round(figure.betterThan)}% of the peers`,
          },
        }),
  }))
  return items.every(({ value }) => value.value === null)
    ? undefined
    : { data: { kind: 'facts', items }, tone: 'plain', conclusion: null }
}

export const overview: SectionSpec = {
  id: 'overview',
  zh: '概览',
  en: 'Overview',
  panels: [
    {
      id: 'figures',
      title: { zh: '关键指标', en: 'Key figures' },
      recordTypes: ['vat-invoice', 'tax-payment', 'social-security'],
      compose: figures,
    },
  ],
}
