import { Link } from '@tanstack/react-router'
import { useLanguage } from '../components/language.ts'
import { CompareToggle } from './compare/compare-toggle.tsx'

/** What one does with the whole page: compare it, print it. */
export function ProfileActions({ enterprise, name }: { enterprise: string; name: string }) {
  const { t } = useLanguage()
  return (
    <span className="profile-actions">
      <Link className="button" to="/app/enterprises/$enterprise/print" params={{ enterprise }}>
        {t('profile.actions.print')}
      </Link>
      <CompareToggle enterprise={enterprise} name={name} />
    </span>
  )
}
