import type { Growth } from './firm.ts'

/** A firm with a planted course, to be shown. The first firms of every city carry them. */
export interface Story {
  role: 'sound' | 'people-leave-first' | 'in-default' | 'without-consent'
  zh: string
  en: string
  industry: string
  ageMonths: number
  monthlySalesYuan: number
  quality: number
  growth: Growth
  /** The phases from some number of months before the last one; well before that. Months are counted backward. */
  course: readonly { monthsBeforeEnd: number; phase: 'leavers' | 'slump' | 'arrears' | 'default' }[]
  /** Its loans: months from the start to the end of the city's span, and instalments. */
  loans: readonly { monthsBeforeEnd: number; instalments: number }[]
}

/** A shown firm that is not in arrears yet pays all on time, so that its story has one reading. */
export function isPunctual(story: Story | null, phase: number): boolean {
  return story !== null && phase < 3
}

export const stories: readonly Story[] = [
  {
    role: 'sound',
    zh: '食品厂：销售稳步增长，用工稳定，按时纳税和还款，没有抵押物。',
    en: 'A food factory: sales grow, people stay, taxes and instalments are on time; it has no collateral.',
    industry: 'C1353',
    ageMonths: 112,
    monthlySalesYuan: 980_000,
    quality: 2.4,
    growth: 'growing',
    course: [],
    loans: [
      { monthsBeforeEnd: 40, instalments: 24 },
      { monthsBeforeEnd: 12, instalments: 24 },
    ],
  },
  {
    role: 'people-leave-first',
    zh: '网店：参保人数连续九个月下降，销售额仍在高位，近两个月才开始回落；贷款尚无逾期。',
    en: 'An online seller: insured headcount has fallen for nine months while sales held; they turned only in the last two. No instalment is late yet.',
    industry: 'F5292',
    ageMonths: 74,
    monthlySalesYuan: 1_350_000,
    quality: 0.6,
    growth: 'growing',
    course: [
      { monthsBeforeEnd: 9, phase: 'leavers' },
      { monthsBeforeEnd: 2, phase: 'slump' },
    ],
    loans: [
      { monthsBeforeEnd: 34, instalments: 12 },
      { monthsBeforeEnd: 15, instalments: 24 },
    ],
  },
  {
    role: 'in-default',
    zh: '装饰公司：先减员，后减收，欠税，贷款已逾期超过九十天。',
    en: 'A decorator: people left, sales fell, taxes are owed, and its loan is more than ninety days overdue.',
    industry: 'E5011',
    ageMonths: 58,
    monthlySalesYuan: 620_000,
    quality: -1.6,
    growth: 'declining',
    course: [
      { monthsBeforeEnd: 17, phase: 'leavers' },
      { monthsBeforeEnd: 12, phase: 'slump' },
      { monthsBeforeEnd: 8, phase: 'arrears' },
      { monthsBeforeEnd: 5, phase: 'default' },
    ],
    loans: [{ monthsBeforeEnd: 20, instalments: 36 }],
  },
  {
    role: 'without-consent',
    zh: '软件公司：经营良好，但没有授权任何银行查询。',
    en: 'A software firm: it does well, but has granted no bank a consent.',
    industry: 'I6513',
    ageMonths: 66,
    monthlySalesYuan: 540_000,
    quality: 1.1,
    growth: 'growing',
    course: [],
    loans: [],
  },
]
