import { canonicalJson, digestOf } from '../../foundation/canonical-json.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type AuditTables, append } from '../../trust/audit/index.ts'
import {
  actsFor,
  getOrganization,
  type OrganizationTables,
  requirePermission,
} from '../../trust/organizations/index.ts'
import { getRulesetReference, type RuleTables } from '../rules/index.ts'
import { checkProduct, type ProductProblem } from './check-product.ts'
import { type Product, refuse } from './contract.ts'
import { findDecisionInput } from './decision-input.ts'
import { findProductRow, insertProduct, type ProductTables } from './store.ts'

type Work = UnitOfWork<ProductTables & RuleTables & OrganizationTables & AuditTables>

/**
 * Publishes a version of a product. Publishing the same content again changes nothing; other content under the
 * same version is refused. The ruleset is pinned by its digest.
 */
export async function publishProduct(
  work: Work,
  candidate: unknown,
): Promise<{ product: Product; digest: string }> {
  requirePermission(work.actor, 'product:manage')
  const { product, problems } = checkProduct(candidate)
  if (!product) return refuse('product-invalid', { problems: problems.slice(0, 20) })
  const bank = await getOrganization(work, product.organization)
  if (!actsFor(work.actor, bank.id)) refuse('product-of-another-bank', { organization: bank.id })
  if (bank.kind !== 'bank')
    problems.push({ place: '/organization', zh: '产品须由银行提供。', en: 'A product is offered by a bank.' })
  const ruleset = await getRulesetReference(work, product.ruleset)
  problems.push(...checkInputs(ruleset.inputs))
  if (ruleset.organization !== bank.id)
    problems.push({
      place: '/ruleset',
      zh: '规则集属于其他机构。',
      en: 'The ruleset belongs to another organization.',
    })
  if (problems.length > 0) refuse('product-invalid', { problems: problems.slice(0, 20) })

  const { id, version, organization } = product
  const digest = digestOf(product)
  const fresh = await insertProduct(work.db, {
    ...{ organization, id, version, digest, content: canonicalJson(product) },
    ...{ rulesetId: ruleset.id, rulesetVersion: ruleset.version, rulesetDigest: ruleset.digest },
    ...{ publishedAt: work.now, publishedBy: work.actor.account },
  })
  if (fresh)
    await append(work, {
      kind: 'product-published',
      subject: `${organization}/${id}`,
      detail: { version, digest, ruleset: ruleset.digest },
    })
  else if ((await findProductRow(work.db, product))?.digest !== digest)
    refuse('product-version-exists', { organization, product: id, version })
  return { product, digest }
}

/** A ruleset that asks what no decision has could never be evaluated. */
function checkInputs(inputs: readonly { name: string; type: string }[]): ProductProblem[] {
  return inputs.flatMap(({ name, type }) => {
    const known = findDecisionInput(name)
    if (known?.type === type) return []
    return [
      known
        ? {
            place: '/ruleset',
            zh: `输入“${name}”应为 ${known.type} 类型。`,
            en: `The input "${name}" is a ${known.type}.`,
          }
        : { place: '/ruleset', zh: `决策没有输入“${name}”。`, en: `No decision has an input "${name}".` },
    ]
  })
}
