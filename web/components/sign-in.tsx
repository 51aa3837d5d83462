import { type FormEvent, useState } from 'react'
import { useLanguage } from './language.ts'
import { RefusalNotice } from './refusal-notice.tsx'
import { useSigning } from './session.ts'

/** The form alone; each entry puts it on its own page. */
export function SignInForm() {
  const { t } = useLanguage()
  const { signIn } = useSigning()
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<unknown>()
  const [incomplete, setIncomplete] = useState(false)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const account = String(form.get('account') ?? '').trim()
    const password = String(form.get('password') ?? '')
    setIncomplete(!account || !password)
    if (!account || !password) return
    setBusy(true)
    setFault(undefined)
    try {
      await signIn(account, password)
    } catch (problem) {
      setFault(problem)
      setBusy(false)
    }
  }

  return (
    <form className="sign-in-form" onSubmit={submit} noValidate>
      <h1>{t('shell.signIn.title')}</h1>
      <label className="field">
        <span>{t('shell.signIn.account')}</span>
        <input className="input" name="account" autoComplete="username" autoCapitalize="none" required />
      </label>
      <label className="field">
        <span>{t('shell.signIn.password')}</span>
        <input className="input" name="password" type="password" autoComplete="current-password" required />
      </label>
      {incomplete ? (
        <p className="field-note wrong" role="alert">
          {t('shell.signIn.both')}
        </p>
      ) : null}
      {fault === undefined ? null : <RefusalNotice fault={fault} />}
      <button type="submit" className="button primary wide" disabled={busy}>
        {busy ? t('shell.signIn.busy') : t('shell.signIn.submit')}
      </button>
      <p className="field-note">{t('shell.signIn.hint')}</p>
    </form>
  )
}
