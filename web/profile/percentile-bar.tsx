import { useLanguage } from '../components/language.ts'

/** The place among the peers: better than so many per cent of them. */
export function PercentileBar({ betterThan }: { betterThan: number }) {
  const { t } = useLanguage()
  const share = Math.round(betterThan)
  return (
    <span className={share < 20 ? 'percentile-bar low' : 'percentile-bar'}>
      <span className="percentile-track" aria-hidden="true">
        <i style={{ left: `${share}%` }} />
      </span>
      <small>{t('profile.betterThan', { share })}</small>
    </span>
  )
}
