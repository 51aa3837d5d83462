import type { FieldType, RecordType, UpdateCycle } from './contract.ts'
import type { Words } from './finding.ts'

/** What the codes of the directory are called where it is printed. */
export const sharingWords: Readonly<Record<RecordType['sharing'], Words>> = {
  public: { zh: '公开', en: 'public' },
  authorization: { zh: '授权共享', en: 'shared on authorization' },
  closed: { zh: '不予共享', en: 'not shared' },
}

export const sensitivityWords: Readonly<Record<RecordType['sensitivity'], Words>> = {
  L1: { zh: 'L1 不敏感', en: 'L1 not sensitive' },
  L2: { zh: 'L2 低敏感', en: 'L2 slightly sensitive' },
  L3: { zh: 'L3 较敏感', en: 'L3 rather sensitive' },
  L4: { zh: 'L4 敏感', en: 'L4 sensitive' },
}

export const cycleWords: Readonly<Record<UpdateCycle, Words>> = {
  once: { zh: '一次性', en: 'once' },
  continuous: { zh: '实时', en: 'continuous' },
  daily: { zh: '每日', en: 'daily' },
  weekly: { zh: '每周', en: 'weekly' },
  monthly: { zh: '每月', en: 'monthly' },
  quarterly: { zh: '每季', en: 'quarterly' },
  yearly: { zh: '每年', en: 'yearly' },
}

export const typeWords: Readonly<Record<FieldType, Words>> = {
  identifier: { zh: '企业标识', en: 'identifier' },
  text: { zh: '文本', en: 'text' },
  fen: { zh: '金额', en: 'amount' },
  capital: { zh: '资本金额', en: 'capital' },
  integer: { zh: '整数', en: 'whole number' },
  date: { zh: '日期', en: 'day' },
  month: { zh: '月份', en: 'month' },
  code: { zh: '代码', en: 'code' },
  boolean: { zh: '是否', en: 'yes or no' },
}

export function retentionWords({ retentionMonths }: Pick<RecordType, 'retentionMonths'>): Words {
  return retentionMonths === null
    ? { zh: '长期', en: 'without end' }
    : { zh: `${retentionMonths} 个月`, en: `${retentionMonths} months` }
}
