import type { Row } from '../section.contract.ts'
import { membersOf, recordTypeOfFinding, toneOfFinding } from '../signs/relation-signs.ts'
import { tradePartyPanels } from './party-panel.ts'
import { tableNamed, tablesOf } from './table-panel.ts'
import { needsLook, type Said, type SectionSpec, type View, worstOf } from './view.ts'

/** What stands out in the graph of relations: rings, shared people, groups. */
function findings(view: View): Said | undefined {
  const found = view.findings ?? []
  if (found.length === 0) return undefined
  const rows: Row[] = found.map((finding) => {
    const members = membersOf(finding, view.enterprise).join(' → ')
    return {
      key: finding.id,
      cells: [
        { type: 'text', value: finding.title.zh, ...finding.title },
        { type: 'text', value: members },
        finding.amountFen === null ? null : { type: 'fen', value: finding.amountFen },
        { type: 'text', value: finding.text.zh, ...finding.text },
      ],
      tone: toneOfFinding(finding),
      origin: { recordType: recordTypeOfFinding(finding), key: null },
    }
  })
  const [first] = found
  const tone = worstOf(rows.map((row) => row.tone))
  return {
    data: {
      kind: 'table',
      columns: [
        { id: 'title', label: { zh: '发现', en: 'Finding' }, type: 'text' },
        { id: 'members', label: { zh: '成员', en: 'Members' }, type: 'text' },
        { id: 'amount', label: { zh: '合计金额', en: 'In all' }, type: 'fen' },
        { id: 'text', label: { zh: '说明', en: 'What it means' }, type: 'text' },
      ],
      rows,
      total: rows.length,
    },
    tone,
    conclusion: needsLook(tone) ? first!.text : null,
  }
}

export const relations: SectionSpec = {
  id: 'relations',
  zh: '关联关系',
  en: 'Relations',
  panels: [
    {
      id: 'findings',
      title: { zh: '关系发现', en: 'What stands out' },
      recordTypes: ['shareholder', 'key-person', 'guarantee', 'invoice-counterparty'],
      compose: findings,
    },
    ...tablesOf('relations'),
    tableNamed('credit', 'guarantees'),
    ...tradePartyPanels,
  ],
}
