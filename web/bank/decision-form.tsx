import { type FormEvent, useId, useState } from 'react'
import type { ProductEntry } from '../../src/lending/products/contract.ts'
import { amountText, fenOfTenThousands } from '../components/amount.ts'
import { capitalAmount } from '../components/capital-amount.ts'
import { useLanguage } from '../components/language.ts'

export interface Wish {
  product: string
  amountFen: string
  termMonths: number
  /** A repeated click asks for the same decision, not for a second one. */
  idempotencyKey: string
}

export interface DecisionFormProps {
  products: readonly ProductEntry[]
  busy: boolean
  onAsk: (wish: Wish) => void
}

export function DecisionForm({ products, busy, onAsk }: DecisionFormProps) {
  const { t, words, language } = useLanguage()
  const [id, setId] = useState(products[0]!.id)
  const product = products.find((one) => one.id === id) ?? products[0]!
  const [amount, setAmount] = useState('')
  const [term, setTerm] = useState<number>()
  const [tried, setTried] = useState(false)
  const [key, setKey] = useState(() => crypto.randomUUID())
  const note = useId()
  const fen = fenOfTenThousands(amount)
  const wrong = tried && fen === undefined
  const months = term ?? product.termMonthsDefault
  const change = <Value,>(set: (value: Value) => void) => {
    return (value: Value) => {
      set(value)
      setKey(crypto.randomUUID())
    }
  }

  function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (fen === undefined || busy) return
    onAsk({ product: product.id, amountFen: fen.toString(), termMonths: months, idempotencyKey: key })
  }

  return (
    <form className="decision-form" onSubmit={submit} noValidate>
      <label className="field">
        <span>{t('decision.product')}</span>
        <select className="input" value={product.id} onChange={(event) => change(setId)(event.target.value)}>
          {products.map((one) => (
            <option key={one.id} value={one.id}>
              {words(one)}
            </option>
          ))}
        </select>
      </label>
      <p className="field-note product-note">{words(product.description)}</p>
      <label className="field">
        <span>{t('decision.amount')}</span>
        <input
          className="input amount-input"
          inputMode="decimal"
          value={amount}
          aria-invalid={wrong}
          aria-describedby={note}
          placeholder={t('decision.range', {
            from: amountText(product.amountMinFen, language),
            to: amountText(product.amountMaxFen, language),
          })}
          onChange={(event) => change(setAmount)(event.target.value)}
        />
      </label>
      <p className={wrong ? 'field-note wrong' : 'field-note capitals'} id={note} aria-live="polite">
        {wrong ? t('decision.amountWrong') : null}
        {fen !== undefined && fen < 10n ** 18n ? <span lang="zh-CN">{capitalAmount(fen)}</span> : null}
      </p>
      <TermField product={product} months={months} onChange={change(setTerm)} />
      <button type="submit" className="button primary wide" disabled={busy}>
        {busy ? t('decision.busy') : t('decision.submit')}
      </button>
    </form>
  )
}

function TermField(props: { product: ProductEntry; months: number; onChange: (months: number) => void }) {
  const { t } = useLanguage()
  const { termMonthsMin: from, termMonthsMax: to } = props.product
  return (
    <label className="field">
      <span>{t('decision.term')}</span>
      <input
        className="input"
        type="number"
        min={from}
        max={to}
        step={1}
        value={props.months}
        onChange={(event) => props.onChange(Math.trunc(Number(event.target.value)) || from)}
      />
      <span className="field-note">{t('decision.termRange', { from, to })}</span>
    </label>
  )
}
