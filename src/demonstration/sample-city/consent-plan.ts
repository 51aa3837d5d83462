import type { Firm } from './firm.ts'

/** A consent that should be granted before the city is shown; the platform grants it as for any other firm. */
export interface PlannedConsent {
  uscc: string
  organization: string
  purposes: string[]
  fieldGroups: string[]
  /** What it should look like when the city is shown. */
  state: 'active' | 'expired' | 'revoked'
}

const fieldGroups = ['registration', 'invoices', 'tax', 'social-security', 'loans']
const purposes = ['pre-loan-review', 'post-loan-management']

/** Most firms let the first bank in, many the second, some neither; one consent has expired and one is revoked. */
export function planConsents(firms: readonly Firm[]): PlannedConsent[] {
  const consents: PlannedConsent[] = []
  const give = (firm: Firm, organization: string, state: PlannedConsent['state']) =>
    consents.push({ uscc: firm.uscc, organization, purposes, fieldGroups, state })
  let open = 0
  for (const firm of firms) {
    if (firm.story?.role === 'without-consent') continue
    const random = firm.stream('consents')
    const [first, second] = [random(), random()]
    if (firm.story) {
      give(firm, 'yongcheng-bank', 'active')
      if (firm.story.role === 'sound') give(firm, 'gui-jiang-bank', 'active')
      continue
    }
    open++
    if (open <= 2) give(firm, 'yongcheng-bank', open === 1 ? 'expired' : 'revoked')
    else if (first < 0.88) give(firm, 'yongcheng-bank', 'active')
    if (second < 0.55) give(firm, 'gui-jiang-bank', 'active')
  }
  return consents
}
