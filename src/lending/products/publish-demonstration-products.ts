import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import type { AuditTables } from '../../trust/audit/index.ts'
import type { OrganizationTables } from '../../trust/organizations/index.ts'
import { publishRuleset, type RuleTables } from '../rules/index.ts'
import type { BaseRate } from './contract.ts'
import loanPrimeRates from './loan-prime-rates.json' with { type: 'json' }
import expressInvoice from './offers/gui-jiang-express.json' with { type: 'json' }
import expressInvoiceRules from './offers/gui-jiang-express.ruleset.json' with { type: 'json' }
import steadyJobs from './offers/gui-jiang-jobs.json' with { type: 'json' }
import steadyJobsRules from './offers/gui-jiang-jobs.ruleset.json' with { type: 'json' }
import invoiceFlow from './offers/yongcheng-invoice-flow.json' with { type: 'json' }
import invoiceFlowRules from './offers/yongcheng-invoice-flow.ruleset.json' with { type: 'json' }
import tax from './offers/yongcheng-tax.json' with { type: 'json' }
import taxRules from './offers/yongcheng-tax.ruleset.json' with { type: 'json' }
import { publishBaseRate } from './publish-base-rate.ts'
import { publishProduct } from './publish-product.ts'
import type { ProductTables } from './store.ts'

/** The products of the two banks of the sample city, as data. Terms and rules are made up. */
export const demonstrationProducts = [
  { product: invoiceFlow, ruleset: invoiceFlowRules },
  { product: tax, ruleset: taxRules },
  { product: expressInvoice, ruleset: expressInvoiceRules },
  { product: steadyJobs, ruleset: steadyJobsRules },
]

/** Publishes the loan prime rates and the demonstration's products; again, it changes nothing. The banks must exist. */
export async function publishDemonstrationProducts(
  work: UnitOfWork<ProductTables & RuleTables & OrganizationTables & AuditTables>,
): Promise<{ products: number }> {
  for (const rate of loanPrimeRates as BaseRate[]) await publishBaseRate(work, rate)
  for (const { product, ruleset } of demonstrationProducts) {
    await publishRuleset(work, { organization: product.organization, ruleset })
    await publishProduct(work, product)
  }
  return { products: demonstrationProducts.length }
}
