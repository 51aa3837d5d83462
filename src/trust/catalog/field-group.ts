import type { RecordType } from './contract.ts'
import type { Words } from './finding.ts'

/** What a consent names together, in the order in which it is shown. */
const groups: readonly [id: string, zh: string, en: string][] = [
  ['registration', '工商登记', 'registration'],
  ['compliance', '司法与合规', 'courts and compliance'],
  ['invoices', '发票', 'invoices'],
  ['tax', '纳税', 'tax'],
  ['social-security', '社保用工', 'social security'],
  ['utilities', '水电气', 'utilities'],
  ['assets', '资产与权利', 'assets and rights'],
  ['customs', '进出口', 'customs'],
  ['bank-flow', '银行流水', 'bank flows'],
  ['loans', '信贷', 'loans'],
]

const places: ReadonlyMap<string, number> = new Map(groups.map(([id], place) => [id, place]))

export const fieldGroupIds: readonly string[] = groups.map(([id]) => id)

export function fieldGroupWords(id: string): Words {
  const [, zh, en] = groups[places.get(id) ?? -1] ?? [id, id, id]
  return { zh, en }
}

/** The order of subjects, and within one of names. */
export function bySubject(
  left: Pick<RecordType, 'id' | 'fieldGroup'>,
  right: Pick<RecordType, 'id' | 'fieldGroup'>,
): number {
  const place = ({ fieldGroup }: { fieldGroup: string }) => places.get(fieldGroup) ?? groups.length
  return place(left) - place(right) || (left.id < right.id ? -1 : 1)
}
