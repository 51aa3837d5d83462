import { fieldGroups } from '../../trust/consent/index.ts'
import type { Firm } from './firm.ts'
import { part } from './part.ts'
import { Stream } from './stream.ts'

/** A consent that should be granted before the city is shown; the platform grants it as for any other firm. */
export interface PlannedConsent {
  uscc: string
  organization: string
  purposes: string[]
  fieldGroups: readonly string[]
  /** What it should look like when the city is shown. */
  state: 'active' | 'expired' | 'revoked'
}

/** A look that a bank takes without a consent: the platform lets it try, so that the refusal is on record. */
export interface RefusedUse {
  uscc: string
  organization: string
  purpose: string
  fieldGroups: readonly string[]
}

/** What firms are slower to open to a bank that they do not live with. */
const guarded = ['bank-flow', 'assets']
const random = new Stream()
const purposes = ['pre-loan-review', 'post-loan-management']

/**
 * Most firms let the first bank in, many the second, half of those without their accounts and property, some neither;
 * one consent has expired and one is revoked.
 */
export function planConsents(firms: Iterable<Firm>): PlannedConsent[] {
  const consents: PlannedConsent[] = []
  const give = (
    firm: Firm,
    organization: string,
    state: PlannedConsent['state'],
    groups: readonly string[] = fieldGroups,
  ) => consents.push({ uscc: firm.uscc, organization, purposes, fieldGroups: groups, state })
  let open = 0
  for (const firm of firms) {
    if (firm.story?.role === 'without-consent') continue
    random.start(firm.key, part.consents)
    const [first, second, third] = [random.next(), random.next(), random.next()]
    if (firm.story) {
      give(firm, 'yongcheng-bank', 'active')
      if (firm.story.role === 'sound') give(firm, 'gui-jiang-bank', 'active')
      continue
    }
    open++
    if (open <= 2) give(firm, 'yongcheng-bank', open === 1 ? 'expired' : 'revoked')
    else if (first < 0.88) give(firm, 'yongcheng-bank', 'active')
    const groups = third < 0.5 ? fieldGroups.filter((group) => !guarded.includes(group)) : fieldGroups
    if (second < 0.55) give(firm, 'gui-jiang-bank', 'active', groups)
  }
  return consents
}

/** The second bank looks at two planted firms that never let it in. */
export function planRefusedUses(firms: Iterable<Firm>): RefusedUse[] {
  const uses: RefusedUse[] = []
  for (const { uscc, story } of firms)
    if (story?.role === 'people-leave-first' || story?.role === 'without-consent')
      uses.push({ uscc, organization: 'gui-jiang-bank', purpose: 'pre-loan-review', fieldGroups })
  return uses
}
