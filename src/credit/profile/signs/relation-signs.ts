import type { RelationFinding } from '../../../information/relations/index.ts'
import type { View } from '../sections/view.ts'
import { moneyWords, type Words } from '../sections/words.ts'
import type { Tone } from '../value.contract.ts'
import type { Sign } from './sign.ts'

/** What stands out in the graph of relations, as that room finds it; what only describes a group is no sign. */
const tones: Readonly<Record<RelationFinding['tone'], Tone>> = { bad: 'red', warn: 'orange', info: 'blue' }

const tags: Readonly<Partial<Record<RelationFinding['kind'], Words>>> = {
  'guarantee-ring': { zh: '担保圈', en: 'Guarantee ring' },
  'trade-ring': { zh: '循环交易', en: 'Circular trade' },
  'cross-holding': { zh: '交叉持股', en: 'Cross-holding' },
}

const recordTypes: Readonly<Record<RelationFinding['kind'], string>> = {
  'guarantee-ring': 'guarantee',
  'trade-ring': 'invoice-counterparty',
  'cross-holding': 'shareholder',
  'shared-representative': 'key-person',
  group: 'shareholder',
}

export const toneOfFinding = ({ tone }: Pick<RelationFinding, 'tone'>): Tone => tones[tone]
export const recordTypeOfFinding = ({ kind }: Pick<RelationFinding, 'kind'>): string => recordTypes[kind]

/** The members by name, the enterprise itself first: a ring is read from where one stands. */
export function membersOf({ nodes }: Pick<RelationFinding, 'nodes'>, enterprise: string): string[] {
  const own = nodes.findIndex((node) => node.kind === 'enterprise' && node.enterprise === enterprise)
  const from = Math.max(0, own)
  return [...nodes.slice(from), ...nodes.slice(0, from)].map(({ name }) => name)
}

export function relationSigns(view: View): Sign[] {
  return (view.findings ?? []).flatMap((finding) => {
    const tag = tags[finding.kind]
    if (!tag) return []
    const members = membersOf(finding, view.enterprise)
    const amount = finding.amountFen === null ? undefined : moneyWords(Number(finding.amountFen))
    const tone = toneOfFinding(finding)
    const since = finding.edges.flatMap(({ since: one }) => one ?? []).sort()
    return [
      {
        code: finding.kind,
        section: 'relations' as const,
        panel: 'findings',
        tone,
        tag: { ...tag, tone: tone === 'red' ? ('bad' as const) : ('warn' as const) },
        text: {
          zh: `${finding.title.zh}：${members.join(' → ')}${amount ? `，合计 ${amount.zh}` : ''}`,
          en: `${finding.title.en}: ${members.join(' → ')}${amount ? `, ${amount.en} in all` : ''}`,
        },
        figure:
          finding.amountFen === null
            ? { type: 'integer' as const, value: finding.size }
            : { type: 'fen' as const, value: finding.amountFen },
        on: since.at(-1)?.slice(0, 10) ?? view.dossier.day,
        origin: { recordType: recordTypeOfFinding(finding), key: null },
      },
    ]
  })
}
