import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { type Decision, decideContract, listDecisionsContract } from '../../src/lending/decisions/contract.ts'
import { listProductsContract, type ProductEntry } from '../../src/lending/products/contract.ts'
import { useAnswer } from '../components/answer.ts'
import { call } from '../components/call.ts'
import { useLanguage } from '../components/language.ts'
import { Panel } from '../components/panel.tsx'
import { RefusalNotice } from '../components/refusal-notice.tsx'
import { useSession } from '../components/session.ts'
import { DecisionForm, type Wish } from './decision-form.tsx'
import { DecisionResult } from './decision-result.tsx'

const DecisionDrawer = lazy(() =>
  import('./decision-drawer.tsx').then((module) => ({ default: module.DecisionDrawer })),
)

/** The bank asks, the platform answers with its grounds, and the bank decides. */
export function DecisionPanel({ enterprise }: { enterprise: string }) {
  const { t } = useLanguage()
  const { data: session } = useSession()
  const organization = session?.organization.id
  const products = useAnswer(listProductsContract, organization ? { organization } : {})
  const own = products.data?.items.filter((product) => product.organization === organization) ?? []
  return (
    <Panel title={t('decision.title')} className="span-decision">
      {products.isPending ? <span className="skeleton" style={{ height: 260 }} /> : null}
      {products.isError ? (
        <RefusalNotice fault={products.error} onRetry={() => void products.refetch()} />
      ) : null}
      {products.isSuccess && own.length === 0 ? <p>{t('decision.noProducts')}</p> : null}
      {own.length > 0 ? <Deciding enterprise={enterprise} products={own} /> : null}
    </Panel>
  )
}

function Deciding({ enterprise, products }: { enterprise: string; products: readonly ProductEntry[] }) {
  const queries = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<unknown>()
  const [decision, setDecision] = useState<Decision>()
  const [open, setOpen] = useState(false)

  async function ask(wish: Wish) {
    setBusy(true)
    setFault(undefined)
    try {
      const answer = await call(decideContract, { enterprise, ...wish })
      setDecision(answer)
      await queries.invalidateQueries({ queryKey: [listDecisionsContract.name] })
    } catch (problem) {
      setFault(problem)
    } finally {
      setBusy(false)
    }
  }

  if (decision) {
    return (
      <>
        <DecisionResult
          decision={decision}
          onDetails={() => setOpen(true)}
          onAgain={() => setDecision(undefined)}
        />
        <Suspense>
          <DecisionDrawer decision={decision} open={open} onClose={() => setOpen(false)} />
        </Suspense>
      </>
    )
  }
  return (
    <>
      <DecisionForm products={products} busy={busy} onAsk={(wish) => void ask(wish)} />
      {fault === undefined ? null : <RefusalNotice fault={fault} />}
    </>
  )
}
