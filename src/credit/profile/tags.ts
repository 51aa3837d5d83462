import type { LoanPanel, Registration, Tag } from './contract.ts'

/** Enterprises younger than this have too short a history for yearly figures. */
const youngYears = 1

/** Short labels beside the name; only what the panels below can show. */
export function tagsOf(registration: Registration | undefined, loans: LoanPanel | undefined): Tag[] {
  const tags: Tag[] = []
  if (registration) {
    const { status, ageYears } = registration
    tags.push({
      code: `status-${status.code}`,
      tone: status.code === 'active' ? 'good' : 'bad',
      zh: status.zh,
      en: status.en,
    })
    if (ageYears < youngYears)
      tags.push({ code: 'young', tone: 'warn', zh: '成立不足一年', en: 'Under a year old' })
  }
  if (loans && loans.overdueNow > 0)
    tags.push({ code: 'overdue', tone: 'bad', zh: '当前逾期', en: 'Overdue now' })
  if (loans && loans.overdueNow === 0 && loans.openLoans > 0)
    tags.push({ code: 'borrower', tone: 'info', zh: '存量贷款户', en: 'Has open loans' })
  return tags
}
