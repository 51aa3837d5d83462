import { financedTwice, financedTwiceSign } from '../signs/financed-twice.ts'
import { tablesOf } from './table-panel.ts'
import type { PanelSpec, Said, SectionSpec, View } from './view.ts'

/** Registrations of movables; those of one receivable for several parties are red and on top. */
function marked(panel: PanelSpec): PanelSpec {
  return {
    ...panel,
    compose: (view: View): Said | undefined => {
      const said = panel.compose(view)
      const sign = financedTwiceSign(view)
      if (said?.data.kind !== 'table' || !sign) return said
      const keys = new Set([...financedTwice(view).values()].flatMap((rows) => rows.map(({ key }) => key)))
      const rows = said.data.rows.map((row) => (keys.has(row.key) ? { ...row, tone: 'red' as const } : row))
      const isMarked = ({ key }: { key: string }) => keys.has(key)
      const sorted = [...rows.filter(isMarked), ...rows.filter((row) => !isMarked(row))]
      return {
        data: { ...said.data, rows: sorted },
        tone: 'red',
        conclusion: { zh: `${sign.text.zh}。`, en: `${sign.text.en}.` },
      }
    },
  }
}

export const assets: SectionSpec = {
  id: 'assets',
  zh: '资产与权利',
  en: 'Assets and rights',
  panels: tablesOf('assets').map((panel) => (panel.id === 'chattel' ? marked(panel) : panel)),
}
