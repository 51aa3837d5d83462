import { Link } from '@tanstack/react-router'
import { useLanguage } from '../../components/language.ts'
import './compare-tray.css'
import { comparedMax } from './compared.ts'
import { useCompared } from './use-compared.ts'

/** The firms put aside for comparison, wherever one is. */
export function CompareTray() {
  const { t } = useLanguage()
  const { compared, toggle, clear } = useCompared()
  if (compared.length === 0) return null
  const enterprises = compared.map(({ enterprise }) => enterprise).join(',')
  return (
    <section className="compare-tray" aria-label={t('profile.compare.tray')}>
      <b>{t('profile.compare.count', { count: compared.length, max: comparedMax })}</b>
      <ul>
        {compared.map((one) => (
          <li key={one.enterprise}>
            <span lang="zh-CN">{one.name}</span>
            <button
              type="button"
              aria-label={t('profile.compare.remove', { name: one.name })}
              onClick={() => toggle(one)}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
      <button type="button" className="link-button" onClick={clear}>
        {t('profile.compare.clear')}
      </button>
      {compared.length > 1 ? (
        <Link className="button primary" to="/app/compare" search={{ enterprises }}>
          {t('profile.compare.go')}
        </Link>
      ) : (
        <span className="aside">{t('profile.compare.oneMore')}</span>
      )}
    </section>
  )
}
