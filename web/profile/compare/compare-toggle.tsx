import { useLanguage } from '../../components/language.ts'
import { type Compared, comparedMax } from './compared.ts'
import { useCompared } from './use-compared.ts'

/** Puts one firm aside for comparison, or takes it out again. */
export function CompareToggle({ enterprise, name }: Compared) {
  const { t } = useLanguage()
  const { compared, toggle } = useCompared()
  const chosen = compared.some((one) => one.enterprise === enterprise)
  return (
    <button
      type="button"
      className="button compare-toggle"
      aria-pressed={chosen}
      aria-label={t(chosen ? 'profile.compare.remove' : 'profile.compare.add', { name })}
      disabled={!chosen && compared.length >= comparedMax}
      onClick={() => toggle({ enterprise, name })}
    >
      {chosen ? t('profile.actions.uncompare') : t('profile.actions.compare')}
    </button>
  )
}
