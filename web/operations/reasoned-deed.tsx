import { type ReactNode, useId, useState } from 'react'
import { useLanguage } from '../components/language.ts'
import { RefusalNotice } from '../components/refusal-notice.tsx'

export interface Deed {
  text: string
  tone: 'primary' | 'danger'
  act: (why: string) => Promise<void>
}

export interface ReasonedDeedProps {
  label: string
  hint: string
  deeds: readonly Deed[]
  disabled?: boolean
  children?: ReactNode
}

/** A decision that goes on record: the reason first, then one of the buttons; a refusal stands where it happened. */
export function ReasonedDeed({ label, hint, deeds, disabled = false, children }: ReasonedDeedProps) {
  const { t } = useLanguage()
  const id = useId()
  const [why, setWhy] = useState('')
  const [isLacking, setLacking] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [fault, setFault] = useState<unknown>()

  async function decide(deed: Deed) {
    const reason = why.trim()
    setLacking(reason.length < 2)
    if (reason.length < 2 || isBusy) return
    setBusy(true)
    setFault(undefined)
    try {
      await deed.act(reason)
    } catch (problem) {
      setFault(problem)
    } finally {
      setBusy(false)
    }
  }

  return (
    <div className="reasoned-deed">
      <div className="field">
        <span>
          <label htmlFor={id}>{label}</label>
        </span>
        <textarea
          id={id}
          className="input"
          rows={2}
          maxLength={500}
          placeholder={hint}
          value={why}
          disabled={disabled}
          aria-invalid={isLacking}
          onChange={({ target }) => setWhy(target.value)}
        />
      </div>
      {isLacking ? (
        <p className="field-note wrong" role="alert">
          {t('deliveries.deed.needReason')}
        </p>
      ) : null}
      <div className="deed-buttons">
        {deeds.map((deed) => (
          <button
            key={deed.text}
            type="button"
            className={`button ${deed.tone}`}
            disabled={disabled || isBusy}
            onClick={() => void decide(deed)}
          >
            {deed.text}
          </button>
        ))}
        {children}
      </div>
      {fault === undefined ? null : <RefusalNotice fault={fault} />}
    </div>
  )
}
