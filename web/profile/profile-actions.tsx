import { Link } from '@tanstack/react-router'
import { useLanguage } from '../components/language.ts'
import { comparedMax } from './compare/compared.ts'
import { useCompared } from './compare/use-compared.ts'

/** What one does with the whole page: compare it, print it. */
export function ProfileActions({ enterprise, name }: { enterprise: string; name: string }) {
  const { t } = useLanguage()
  const { compared, toggle } = useCompared()
  const chosen = compared.some((one) => one.enterprise === enterprise)
  return (
    <span className="profile-actions">
      <Link className="button" to="/app/enterprises/$enterprise/print" params={{ enterprise }}>
        {t('profile.actions.print')}
      </Link>
      <button
        type="button"
        className="button"
        aria-pressed={chosen}
        disabled={!chosen && compared.length >= comparedMax}
        onClick={() => toggle({ enterprise, name })}
      >
        {chosen ? t('profile.actions.uncompare') : t('profile.actions.compare')}
      </button>
    </span>
  )
}
