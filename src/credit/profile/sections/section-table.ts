import type { SectionId } from '../section.contract.ts'
import { assets } from './assets.ts'
import { bankFlow } from './bank-flow.ts'
import { credit } from './credit.ts'
import { overview } from './overview.ts'
import { registration } from './registration.ts'
import { relations } from './relations.ts'
import { tablesOf } from './table-panel.ts'
import { tax } from './tax.ts'
import { trace } from './trace.ts'
import { utilities } from './utilities.ts'
import type { SectionSpec } from './view.ts'
import { workforce } from './workforce.ts'

/** The tabs of the page, in their order. */
export const sections: readonly SectionSpec[] = [
  overview,
  registration,
  bankFlow,
  workforce,
  tax,
  utilities,
  assets,
  { id: 'compliance', zh: '司法与合规', en: 'Courts and compliance', panels: tablesOf('compliance') },
  relations,
  credit,
  trace,
]

export function findSection(id: string): SectionSpec | undefined {
  return sections.find((section) => section.id === (id as SectionId))
}
