import { digestOf } from '../../foundation/canonical-json.ts'
import { type Instant, shanghaiDay } from '../../foundation/instant.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import type { RulesetReference } from '../rules/index.ts'
import { type BaseRate, type Product, refuse } from './contract.ts'
import { findNewestVersion, findProductRow, listOffering, type ProductTables } from './store.ts'

/** A product as a decision takes it: with the ruleset that it pins and the base rate of the day. */
export interface OfferedProduct {
  product: Product
  reference: RulesetReference
  ruleset: RulesetReference
  baseRate: BaseRate | null
}

/** Products by digest: a digest names one content for ever, so nothing here can be stale. */
const productByDigest = new Map<string, Product>()
const productsKeptMax = 1000

/** The newest version of a bank's product, and the base rate that held at an instant. */
export async function getProduct(
  work: UnitOfWork<ProductTables>,
  wish: { organization: string; product: string; at: Instant },
): Promise<OfferedProduct> {
  const { organization, product: id } = wish
  const newest = await findNewestVersion(work.db, { organization, id, day: shanghaiDay(wish.at) })
  if (!newest) {
    const elsewhere = await listOffering(work.db, id)
    return refuse(elsewhere.length > 0 ? 'product-of-another-bank' : 'product-unknown', {
      organization,
      product: id,
    })
  }
  const product = await getVersion(work, { organization, id, version: newest.version }, newest.digest)
  const { rulesetId, rulesetVersion, rulesetDigest } = newest
  return {
    product,
    reference: { id, version: newest.version, digest: newest.digest },
    ruleset: { id: rulesetId, version: rulesetVersion, digest: rulesetDigest },
    baseRate: newest.baseRates.find(({ name }) => name === product.pricing.base) ?? null,
  }
}

interface VersionName {
  organization: string
  id: string
  version: number
}

async function getVersion(
  work: UnitOfWork<ProductTables>,
  name: VersionName,
  digest: string,
): Promise<Product> {
  const kept = productByDigest.get(digest)
  if (kept) return kept
  const product = await findStoredProduct(work, name, digest)
  if (typeof product === 'string') return refuse(product, { ...name })
  if (productByDigest.size >= productsKeptMax) productByDigest.delete(productByDigest.keys().next().value!)
  productByDigest.set(digest, product)
  return product
}

/** Reads the version from the store, whatever memory holds, and checks its digest: for replay. */
export async function findStoredProduct(
  work: UnitOfWork<ProductTables>,
  name: VersionName,
  digest: string,
): Promise<Product | 'product-unknown' | 'product-damaged'> {
  const row = await findProductRow(work.db, name)
  if (!row) return 'product-unknown'
  try {
    const product = JSON.parse(row.content) as Product
    return digestOf(product) === digest ? product : 'product-damaged'
  } catch {
    return 'product-damaged'
  }
}
