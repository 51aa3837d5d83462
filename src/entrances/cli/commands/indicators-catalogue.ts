import { indicatorCatalogue } from '../../../credit/indicators/index.ts'
import type { Command } from '../command.ts'
import { table } from '../table.ts'

export const indicatorsCatalogue: Command = {
  name: 'indicators catalogue',
  usage: '',
  summary: { zh: '指标目录', en: 'The catalogue of indicators' },
  positionals: { min: 0, max: 0 },
  run: async (session) => {
    const catalogue = indicatorCatalogue()
    const text = table(catalogue.items, [
      { title: 'id', value: ({ id }) => id },
      { title: session.say({ zh: '名称', en: 'name' }), value: (item) => item[session.language] },
      { title: session.say({ zh: '单位', en: 'unit' }), value: ({ unit }) => unit },
      { title: session.say({ zh: '来源', en: 'sources' }), value: ({ sources }) => sources.join(',') },
    ])
    const { gov, flow } = catalogue.counts
    const counts = session.say({
      zh: `政务侧 ${gov.dimensions} 个维度 ${gov.indicators} 项，流水侧 ${flow.dimensions} 个维度 ${flow.indicators} 项`,
      en: `government side ${gov.dimensions} dimensions, ${gov.indicators} indicators; flow side ${flow.dimensions}, ${flow.indicators}`,
    })
    return { json: catalogue, text: `${text}\n\n${counts}` }
  },
}
