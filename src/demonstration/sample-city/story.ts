import type { Growth } from './firm.ts'
import data from './stories.json' with { type: 'json' }

/** A firm with a planted course, to be shown. The first firms of every city carry them, so their USCC are always the same. */
export interface Story {
  role: StoryRole
  zh: string
  en: string
  /** Where the product shows it: a section of the profile, or another page. */
  seen: { zh: string; en: string }
  /** Fixed, and of a form that the city deals to nobody else. */
  name: string
  /** Names borne before, each until some number of months before the end of the span, oldest first. */
  formerNames?: readonly { name: string; untilMonthsBeforeEnd: number }[]
  region: string
  industry: string
  ageMonths: number
  monthlySalesYuan: number
  quality: number
  growth: Growth
  /** The phases from some number of months before the last one; well before that. Months are counted backward. */
  course: readonly { monthsBeforeEnd: number; phase: 'leavers' | 'slump' | 'arrears' | 'default' }[]
  /** Its loans: months from the start to the end of the city's span, and instalments. */
  loans: readonly { monthsBeforeEnd: number; instalments: number; principalYuan?: number }[]
  /** Sales of each calendar month relative to the year's mean, January first, instead of those of the trade. */
  season?: readonly number[]
  /** Sales to another planted firm, part of its monthly sales. */
  sells?: readonly FixedSale[]
  /** Share of its sales that comes in through its bank accounts; all of it unless said. */
  collectedShare?: number
  /** What related persons and firms lend to it each month through the bank, yuan. */
  relatedInflowYuan?: number
  /** Stories of one `family` have the same owner. */
  family?: string
  /** Whose loan it guarantees. */
  guarantees?: StoryRole
  /** Without real estate, pledges and certificates: nothing that a bank could take or look up. */
  bare?: true
  /** A penalty of a regulator, and when its record was repaired. */
  penalty?: { monthsBeforeEnd: number; repairedMonthsBeforeEnd: number; yuan: number }
  /** Finance companies to which it gave the claim of its numbered sale. */
  receivableGivenTo?: readonly string[]
}

/** One invoice of the same amount before tax on a day of each month, or one invoice with a number of its own. */
export interface FixedSale {
  to: StoryRole
  yuan: number
  /** Day of the month, from 1. */
  day: number
  fromMonthsBeforeEnd: number
  months: number
  number?: string
}

export type StoryRole =
  | 'sound'
  | 'people-leave-first'
  | 'in-default'
  | 'without-consent'
  | 'people-left-then-default'
  | 'guarantee-ring-a'
  | 'guarantee-ring-b'
  | 'guarantee-ring-c'
  | 'circular-invoices-a'
  | 'circular-invoices-b'
  | 'circular-invoices-c'
  | 'financed-income'
  | 'unseen-strength'
  | 'name-before'
  | 'name-now'
  | 'renamed-twice'
  | 'penalty-repaired'
  | 'seasonal-dealer'
  | 'receivable-financed-twice'

export const stories = data as readonly Story[]

/** The number of the firm that carries a story. */
export function numberOfRole(role: StoryRole): number {
  return stories.findIndex((story) => story.role === role)
}

/** A shown firm that is not in arrears yet pays all on time, so that its story has one reading. */
export function isPunctual(story: Story | null, phase: number): boolean {
  return story !== null && phase < 3
}
