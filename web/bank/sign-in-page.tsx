import { useEffect } from 'react'
import { useLanguage } from '../components/language.ts'
import { LanguageSwitch } from '../components/language-switch.tsx'
import { SignInForm } from '../components/sign-in.tsx'

export function SignInPage() {
  const { t } = useLanguage()
  useEffect(() => {
    document.title = `${t('shell.signIn.title')} · ${t('shell.brand')}`
  }, [t])
  return (
    <div className="sign-in-page">
      <header className="sign-in-cover">
        <div className="cover-top">
          <span className="brand">
            <span className="seal" aria-hidden="true">
              信
            </span>
            <b>{t('shell.brandShort')}</b>
          </span>
          <LanguageSwitch />
        </div>
        <div className="cover-lead">
          <p className="cover-title">{t('shell.brand')}</p>
          <p>{t('shell.signIn.lead')}</p>
          <ul>
            <li>{t('shell.signIn.points.consent')}</li>
            <li>{t('shell.signIn.points.reason')}</li>
            <li>{t('shell.signIn.points.replay')}</li>
          </ul>
        </div>
      </header>
      <main className="sign-in-main">
        <SignInForm />
        <p className="sign-in-links">
          <a href="/h5.html">{t('shell.signIn.phone')}</a>
          <a href="/api-docs">{t('shell.signIn.api')}</a>
        </p>
      </main>
    </div>
  )
}
