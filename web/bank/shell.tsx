import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import { useLanguage } from '../components/language.ts'
import { LanguageSwitch } from '../components/language-switch.tsx'
import { RefusalNotice } from '../components/refusal-notice.tsx'
import { type Session, useSession, useSigning } from '../components/session.ts'
import { pageOf } from '../profile/section-place.ts'
import { Icon } from './icons.tsx'
import { placesOf, portalOf } from './navigation.ts'
import { SearchBox } from './search-box.tsx'
import { SignInPage } from './sign-in-page.tsx'

/** The frame of every page: bar, rail, content; the sign-in page until somebody is signed in. */
export function Shell() {
  const { t } = useLanguage()
  const session = useSession()
  if (session.isPending) return <output className="spoken">{t('shell.loading')}</output>
  if (session.isError) {
    return (
      <main className="alone">
        <RefusalNotice fault={session.error} onRetry={() => void session.refetch()} />
      </main>
    )
  }
  if (session.data === null) return <SignInPage />
  return (
    <Frame session={session.data}>
      <Outlet />
    </Frame>
  )
}

function Frame({ session, children }: { session: Session; children: ReactNode }) {
  const { t } = useLanguage()
  const path = useRouterState({ select: (state) => state.location.pathname })
  const content = useRef<HTMLElement>(null)
  const before = useRef(path)
  // The search page has a field of its own.
  const searches =
    session.permissions.includes('enterprise:search') &&
    session.role !== 'enterprise-user' &&
    path !== '/app/search'
  useTitle(t('shell.brand'))

  // A new page starts at its beginning for a keyboard and a screen reader too; the tabs of one enterprise are one page.
  useEffect(() => {
    if (pageOf(before.current) !== pageOf(path)) content.current?.focus({ preventScroll: true })
    before.current = path
  }, [path])

  return (
    <>
      <a className="skip" href="#content">
        {t('shell.skip')}
      </a>
      <TopBar session={session} searches={searches} />
      <Rail session={session} />
      <main id="content" ref={content} tabIndex={-1}>
        {children}
        <footer className="page-foot">{t('shell.footer')}</footer>
      </main>
    </>
  )
}

function TopBar({ session, searches }: { session: Session; searches: boolean }) {
  const { t } = useLanguage()
  const { signOut } = useSigning()
  return (
    <header className="top-bar">
      <Link to="/" className="brand">
        <span className="seal" aria-hidden="true">
          信
        </span>
        <b>{t('shell.brand')}</b>
        <i>{t(`shell.portal.${portalOf(session)}`)}</i>
      </Link>
      {searches ? <SearchBox /> : <span className="search-box" />}
      <div className="top-right">
        <LanguageSwitch />
        <span className="who">
          <b lang="zh-CN">{session.organization.name}</b>
          <span lang="zh-CN">{personOf(session)}</span>
        </span>
        <button type="button" className="bar-button" onClick={() => void signOut()}>
          <Icon name="signOut" />
          <span>{t('shell.signOut')}</span>
        </button>
      </div>
    </header>
  )
}

/** The person beside the organization's name, without saying that name twice. */
function personOf({ displayName, organization, account }: Session): string {
  const rest = displayName.replace(organization.name, '').replaceAll(/^[\s·]+|[\s·]+$/g, '')
  return rest || account
}

function Rail({ session }: { session: Session }) {
  const { t } = useLanguage()
  return (
    <nav className="rail" aria-label={t('shell.navigation')}>
      {placesOf(session).map((place) => (
        <Link key={place.to} to={place.to} activeOptions={{ exact: place.to === '/app/operations' }}>
          <Icon name={place.text} />
          <span>{t(`shell.nav.${place.text}`)}</span>
        </Link>
      ))}
      <a href="/api-docs" className="rail-last">
        <Icon name="api" />
        <span>{t('shell.nav.api')}</span>
      </a>
    </nav>
  )
}

function useTitle(title: string): void {
  useEffect(() => {
    document.title = title
  }, [title])
}
