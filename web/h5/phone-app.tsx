import { type ReactNode, useEffect, useState } from 'react'
import { useLanguage } from '../components/language.ts'
import { LanguageSwitch } from '../components/language-switch.tsx'
import { RefusalNotice } from '../components/refusal-notice.tsx'
import { useSession, useSigning } from '../components/session.ts'
import { SignInForm } from '../components/sign-in.tsx'
import { ConsentsPage } from '../enterprise/consents-page.tsx'
import { CreditPage } from '../enterprise/credit-page.tsx'
import { TimelinePage } from '../enterprise/timeline-page.tsx'
import { UsesPage } from '../enterprise/uses-page.tsx'
import { useTypeSize } from './type-size.ts'

const tabs = ['credit', 'timeline', 'uses', 'consents'] as const
type Tab = (typeof tabs)[number]

const drawings: Record<Tab, ReactNode> = {
  credit: <path d="M4 17a8 8 0 1 1 16 0M12 17l4-5M4 20h16" />,
  timeline: <path d="M6 3v18M6 7h3m-3 6h3m-3 6h3M12 7h8M12 13h6M12 19h8" />,
  uses: (
    <path d="M2 12s3.6-6.5 10-6.5S22 12 22 12s-3.6 6.5-10 6.5S2 12 2 12zm10 2.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6z" />
  ),
  consents: <path d="M12 3 5 5.5v5.3c0 4.6 2.9 8 7 10.2 4.1-2.2 7-5.6 7-10.2V5.5zM9 12l2.2 2.2L15.5 10" />,
}

/** The enterprise's pages on a phone: four tabs at the thumb, the address keeps the tab so that back works. */
export function PhoneApp() {
  const { t } = useLanguage()
  const session = useSession()
  const tab = useTab()
  useEffect(() => {
    document.title = `${t('shell.brandShort')} · ${t('shell.portal.enterprise')}`
  }, [t])

  if (session.isPending) return <output className="spoken">{t('shell.loading')}</output>
  if (session.isError) {
    return (
      <main className="phone-content">
        <RefusalNotice fault={session.error} onRetry={() => void session.refetch()} />
      </main>
    )
  }
  if (session.data === null) {
    return (
      <>
        <PhoneBar />
        <main className="phone-content sign-in">
          <SignInForm />
        </main>
      </>
    )
  }
  if (session.data.organization.enterprise === null) return <WrongPortal />
  return (
    <>
      <a className="skip" href="#content">
        {t('shell.skip')}
      </a>
      <PhoneBar signedIn />
      <main className="phone-content" id="content" tabIndex={-1}>
        {tab === 'credit' ? <CreditPage /> : null}
        {tab === 'timeline' ? <TimelinePage /> : null}
        {tab === 'uses' ? <UsesPage /> : null}
        {tab === 'consents' ? <ConsentsPage /> : null}
        <footer className="page-foot">{t('shell.footer')}</footer>
      </main>
      <nav className="phone-tabs" aria-label={t('shell.navigation')}>
        {tabs.map((one) => (
          <a key={one} href={`#${one}`} aria-current={tab === one ? 'page' : undefined}>
            <svg viewBox="0 0 24 24" className="icon" aria-hidden="true">
              {drawings[one]}
            </svg>
            {t(`shell.nav.${one}`)}
          </a>
        ))}
      </nav>
    </>
  )
}

function PhoneBar({ signedIn = false }: { signedIn?: boolean }) {
  const { t } = useLanguage()
  const { signOut } = useSigning()
  const { large, choose } = useTypeSize()
  return (
    <header className="phone-bar">
      <span className="seal" aria-hidden="true">
        信
      </span>
      <b>
        {t('shell.brandShort')} · {t('shell.portal.enterprise')}
      </b>
      <LanguageSwitch />
      <button type="button" className="bar-button" aria-pressed={large} onClick={() => choose(!large)}>
        {t('shell.largeType')}
      </button>
      {signedIn ? (
        <button type="button" className="bar-button" onClick={() => void signOut()}>
          {t('shell.signOut')}
        </button>
      ) : null}
    </header>
  )
}

/** A bank's officer who lands here is shown the way to the other pages. */
function WrongPortal() {
  const { t } = useLanguage()
  return (
    <>
      <PhoneBar signedIn />
      <main className="phone-content">
        <h1 className="spoken">{t('shell.brand')}</h1>
        <p>
          <a className="button primary wide" href="/app/search">
            {t('shell.portal.bank')}
          </a>
        </p>
      </main>
    </>
  )
}

function tabOf(hash: string): Tab {
  return tabs.find((one) => hash === `#${one}`) ?? 'credit'
}

function useTab(): Tab {
  const [tab, setTab] = useState(() => tabOf(location.hash))
  useEffect(() => {
    const listen = () => {
      setTab(tabOf(location.hash))
      scrollTo(0, 0)
    }
    addEventListener('hashchange', listen)
    return () => removeEventListener('hashchange', listen)
  }, [])
  return tab
}
