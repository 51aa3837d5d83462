import { Link } from '@tanstack/react-router'
import { useLanguage } from '../components/language.ts'

export function NotFoundPage() {
  const { t } = useLanguage()
  return (
    <div className="page-lead">
      <h1>{t('shell.page.notFound')}</h1>
      <p>
        <Link to="/">{t('shell.page.home')}</Link>
      </p>
    </div>
  )
}
