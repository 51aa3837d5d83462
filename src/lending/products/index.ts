/**
 * Products: the product supermarket. A product says who lends what to whom: bounds, the ruleset that admits,
 * how the limit is reckoned, how the price is made, which data it needs and for which purpose.
 * It is not the decision (see decisions), and it reads no data of an enterprise.
 * Invariant: a published version never changes; limit and price are pure, so a decision reckons them again.
 */
export {
  type BaseRate,
  LimitLineTrace,
  listProductsContract,
  PriceLine,
  Product,
  ProductEntry,
  reasons,
} from './contract.ts'
export { findDecisionInput } from './decision-input.ts'
export { productsEndpoints } from './endpoints.ts'
export { findStoredProduct, getProduct, type OfferedProduct } from './get-product.ts'
export { type Figures, type Limit, type RuleCap, reckonLimit } from './limit.ts'
export { listProducts } from './list-products.ts'
export { type Price, type RuleAdjustment, reckonPrice } from './price.ts'
export { publishBaseRate } from './publish-base-rate.ts'
export { demonstrationProducts, publishDemonstrationProducts } from './publish-demonstration-products.ts'
export { publishProduct } from './publish-product.ts'
export type { ProductTables } from './store.ts'
