import type { LoanPanel, Registration, Tag } from './contract.ts'
import { type Condition, matches } from './sections/condition.ts'
import type { View } from './sections/view.ts'
import { fill, type Words } from './sections/words.ts'
import type { Sign } from './signs/sign.ts'
import { tagOfSign } from './signs/signs.ts'
import tagsFile from './tags.json' with { type: 'json' }

/** A tag as a rule on the records of one type: it stands where one of them fits, and says which and why. */
interface TagRule extends Words {
  code: string
  tone: Tag['tone']
  recordType: string
  when: Condition
  /** Only the newest record counts: a rating replaces the one before. */
  newest?: boolean
  /** The reason is said of each record that fits, not of the newest alone. */
  each?: boolean
  reason: Words
  /** The field with the last day on which it holds. */
  until?: string
}

const rules = tagsFile as unknown as readonly TagRule[]

/** Enterprises younger than this have too short a history for yearly figures. */
const youngYears = 1

/** Short labels beside the name, the worst first, each with its reason and the records that it rests on. */
export function tagsOf(
  view: View,
  {
    registration,
    loans,
    signs,
  }: { registration: Registration | undefined; loans: LoanPanel | undefined; signs: readonly Sign[] },
): Tag[] {
  const own = [...standing(view, registration), ...borrowing(loans)]
  const signed = signs.map(tagOfSign)
  const ruled = rules.flatMap((rule) => ruledBy(view, rule) ?? [])
  const order: readonly Tag['tone'][] = ['bad', 'warn', 'good', 'info']
  const [status, ...others] = own
  return [
    ...(status ? [status] : []),
    ...[...signed, ...ruled, ...others].sort(
      (left, right) => order.indexOf(left.tone) - order.indexOf(right.tone),
    ),
  ]
}

function ruledBy(view: View, rule: TagRule): Tag | undefined {
  const rows = view.dossier.rowsOf(rule.recordType)
  const found = (rule.newest ? rows.slice(0, 1) : rows).filter(({ values }) =>
    matches(values, rule.when, view.dossier.day),
  )
  const [first] = found
  if (!first) return undefined
  const until = rule.until ? first.values[rule.until] : null
  return {
    code: rule.code,
    tone: rule.tone,
    zh: rule.zh,
    en: rule.en,
    reason: joined(
      (rule.each ? found : [first]).map(({ values }) => fill(rule.reason, rule.recordType, values)),
    ),
    evidence: found.slice(0, 5).map(({ key }) => ({ recordType: rule.recordType, key })),
    until: until === null || until === undefined ? null : String(until),
  }
}

const joined = (reasons: readonly Words[]): Words => ({
  zh: reasons.map(({ zh }) => zh).join('；'),
  en: reasons.map(({ en }) => en).join('; '),
})

function standing(view: View, registration: Registration | undefined): Tag[] {
  if (!registration) return []
  const { status, ageYears, establishedOn, effectiveOn } = registration
  const key = view.dossier.rowsOf('registration')[0]?.key ?? null
  const evidence = [{ recordType: 'registration', key }]
  const tags: Tag[] = [
    {
      code: `status-${status.code}`,
      tone: status.code === 'active' ? 'good' : 'bad',
      zh: status.zh,
      en: status.en,
      reason: { zh: `登记状态，${effectiveOn} 起`, en: `as registered since ${effectiveOn}` },
      evidence,
      until: null,
    },
  ]
  if (ageYears < youngYears)
    tags.push({
      code: 'young',
      tone: 'warn',
      zh: '成立不足一年',
      en: 'Under a year old',
      reason: { zh: `${establishedOn} 成立`, en: `established on ${establishedOn}` },
      evidence,
      until: `${Number(establishedOn.slice(0, 4)) + 1}${establishedOn.slice(4)}`,
    })
  return tags
}

function borrowing(loans: LoanPanel | undefined): Tag[] {
  if (!loans) return []
  const evidence = [{ recordType: 'repayment', key: null }]
  if (loans.overdueNow > 0)
    return [
      {
        code: 'overdue',
        tone: 'bad',
        zh: '当前逾期',
        en: 'Overdue now',
        reason: {
          zh: `${loans.overdueNow} 笔贷款有逾期`,
          en: `${loans.overdueNow} loans have an instalment overdue`,
        },
        evidence,
        until: null,
      },
    ]
  if (loans.openLoans === 0) return []
  return [
    {
      code: 'borrower',
      tone: 'info',
      zh: '存量贷款户',
      en: 'Has open loans',
      reason: {
        zh: `现有 ${loans.openLoans} 笔，${loans.lenders} 家机构`,
        en: `${loans.openLoans} loans of ${loans.lenders} lenders`,
      },
      evidence: [{ recordType: 'loan', key: null }],
      until: null,
    },
  ]
}
