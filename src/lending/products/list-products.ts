import { shanghaiDay } from '../../foundation/instant.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import {
  type OrganizationTables,
  organizationNames,
  requirePermission,
} from '../../trust/organizations/index.ts'
import type { Product, ProductEntry } from './contract.ts'
import { rateRange } from './price.ts'
import { listBaseRates, listNewest, type ProductTables } from './store.ts'

/** The product supermarket: the newest version of each product of every bank, or of one. */
export async function listProducts(
  work: UnitOfWork<ProductTables & OrganizationTables>,
  wish: { organization?: string },
): Promise<{ items: ProductEntry[] }> {
  requirePermission(work.actor, 'product:read')
  const rows = await listNewest(work.db, wish.organization)
  const rates = await listBaseRates(work.db, shanghaiDay(work.now))
  const names = await organizationNames(work, [...new Set(rows.map((row) => row.organization))])
  const items = rows.map((row): ProductEntry => {
    const product = JSON.parse(row.content) as Product
    const base = rates.find(({ name }) => name === product.pricing.base)
    return {
      ...product,
      organizationName: names.get(product.organization) ?? product.organization,
      digest: row.digest,
      publishedAt: row.publishedAt,
      ...(base ? rateRange(product.pricing, base) : { rateFromBps: null, rateToBps: null }),
    }
  })
  return { items }
}
