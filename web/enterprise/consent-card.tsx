import { useId, useRef, useState } from 'react'
import { type ConsentView, revokeConsentContract } from '../../src/trust/consent/contract.ts'
import { dayText } from '../components/calendar.ts'
import { call } from '../components/call.ts'
import { fieldGroupKey } from '../components/consent-ribbon.tsx'
import { useLanguage } from '../components/language.ts'
import { listed } from '../components/punctuation.ts'
import { RefusalNotice } from '../components/refusal-notice.tsx'
import { lastDayOf } from './last-day.ts'
import { usePurposeName } from './purpose-name.ts'

export interface ConsentCardProps {
  consent: ConsentView
  onChange: (message: string) => void
}

export function ConsentCard({ consent, onChange }: ConsentCardProps) {
  const { t, language } = useLanguage()
  const purposeName = usePurposeName()
  const live = consent.status === 'live'
  const tone = { live: 'good', expired: '', revoked: 'bad' }[consent.status]
  return (
    <li className="consent-card">
      <p className="use-who">
        <b lang="zh-CN">{consent.organizationName}</b>
        <span className={`chip ${tone}`}>{t(`consent.status.${consent.status}`)}</span>
      </p>
      <p>
        {purposeName(consent.purpose)} · {t('consent.list.until', { day: lastDayOf(consent.expiresAt) })}
        {consent.stages
          ? ` · ${t('consent.list.stages', {
              stages: listed(
                consent.stages.map((stage) => t(`consent.stages.${stage}`)),
                language,
              ),
            })}`
          : ''}
        {live
          ? ` · ${consent.daysLeft > 0 ? t('consent.list.daysLeft', { days: consent.daysLeft }) : t('consent.list.lastDay')}`
          : ''}
      </p>
      <p className="chips">
        {consent.fieldGroups.map((group) => (
          <span className="chip info" key={group}>
            {t(`consent.fieldGroups.${fieldGroupKey(group)}`)}
          </span>
        ))}
      </p>
      <p className="field-note">
        {t('consent.list.grantedAt', { day: dayText(consent.grantedAt) })}
        {consent.onBehalf ? ` · ${t('consent.list.onBehalf')}` : ''}
        {consent.revokedAt ? ` · ${t('consent.list.revokedAt', { day: dayText(consent.revokedAt) })}` : ''}
      </p>
      {live ? <RevokeButton consent={consent} onChange={onChange} /> : null}
    </li>
  )
}

/** Taking back asks once more, in a dialog that says what follows. */
function RevokeButton({ consent, onChange }: ConsentCardProps) {
  const { t } = useLanguage()
  const purposeName = usePurposeName()
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useId()
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<unknown>()
  const organization = consent.organizationName

  async function revoke() {
    setBusy(true)
    setFault(undefined)
    try {
      await call(revokeConsentContract, { consent: consent.id })
      dialog.current?.close()
      onChange(t('consent.list.revoked', { organization }))
    } catch (problem) {
      setFault(problem)
    } finally {
      setBusy(false)
    }
  }

  return (
    <>
      <button
        type="button"
        className="button danger"
        aria-label={`${t('consent.list.revoke')} ${organization} ${purposeName(consent.purpose)}`}
        onClick={() => dialog.current?.showModal()}
      >
        {t('consent.list.revoke')}
      </button>
      <dialog ref={dialog} className="ask-dialog" aria-labelledby={heading}>
        <h2 id={heading}>{t('consent.list.revokeTitle')}</h2>
        <p>{t('consent.list.revokeText', { organization, purpose: purposeName(consent.purpose) })}</p>
        {fault === undefined ? null : <RefusalNotice fault={fault} />}
        <div className="decision-actions">
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            {t('shell.cancel')}
          </button>
          <button
            type="button"
            className="button danger primary"
            disabled={busy}
            onClick={() => void revoke()}
          >
            {t('consent.list.revokeYes')}
          </button>
        </div>
      </dialog>
    </>
  )
}
