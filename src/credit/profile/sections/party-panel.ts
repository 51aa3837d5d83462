import type { PanelSpec } from './view.ts'
import { percentWords, type Words } from './words.ts'

/** From this share of the year on one party is worth a look. */
const concentrationMin = 0.5

/** The largest parties of one side, with their share of the year. */
export function partyPanel(spec: {
  id: string
  title: Words
  gathering: string
  recordType: string
  side: string
}): PanelSpec {
  return {
    id: spec.id,
    title: spec.title,
    recordTypes: [spec.recordType],
    compose: (view) => {
      const found = view.dossier.partiesOf(spec.gathering).filter(({ side }) => side === spec.side)
      if (found.length === 0) return undefined
      const shareOf = (amount: number) => amount / found[0]!.wholeAmount
      const first = shareOf(found[0]!.amount)
      return {
        data: {
          kind: 'table',
          columns: [
            { id: 'party', label: { zh: '对方', en: 'Counterparty' }, type: 'text' },
            { id: 'amount', label: { zh: '近 12 个月金额', en: 'Amount, 12 months' }, type: 'fen' },
            { id: 'share', label: { zh: '占比', en: 'Share' }, type: 'bps' },
          ],
          rows: found.map(({ names, amount }) => ({
            key: names[1] ?? names[0] ?? '',
            cells: [
              { type: 'text', value: names[0] ?? null },
              { type: 'fen', value: String(Math.round(amount)) },
              { type: 'bps', value: Math.round(shareOf(amount) * 1e4) },
            ],
            ...(shareOf(amount) >= concentrationMin ? { tone: 'yellow' as const } : {}),
          })),
          total: found[0]!.parties,
        },
        tone: first >= concentrationMin ? 'yellow' : 'plain',
        conclusion: {
          zh: `共 ${found[0]!.parties} 家，最大一家占 ${percentWords(first)}。`,
          en: `${found[0]!.parties} in all; the largest has ${percentWords(first)}.`,
        },
      }
    },
  }
}

const invoiced = { gathering: 'invoice-counterparty.parties', recordType: 'invoice-counterparty' }

/** With whom the firm trades, by its invoices. */
export const tradePartyPanels: readonly PanelSpec[] = [
  partyPanel({
    id: 'customers',
    title: { zh: '主要客户', en: 'Largest customers' },
    ...invoiced,
    side: 'sale',
  }),
  partyPanel({
    id: 'suppliers',
    title: { zh: '主要供应商', en: 'Largest suppliers' },
    ...invoiced,
    side: 'purchase',
  }),
]
