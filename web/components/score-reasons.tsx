import { useLanguage } from './language.ts'

export interface ScoreReasonItem {
  code: string
  zh: string
  en: string
  pointsLost: number
}

/** What cost points, the dearest first; small losses are left to the factors. */
export function ScoreReasons({ reasons }: { reasons: readonly ScoreReasonItem[] }) {
  const { t, words } = useLanguage()
  if (reasons.length === 0) return <p>{t('profile.reasons.none')}</p>
  return (
    <ol className="reasons" aria-label={t('profile.reasons.lead')}>
      {reasons.map((reason) => (
        <li key={reason.code}>
          <span>{words(reason)}</span>
          <span className="lost">{t('profile.reasons.lost', { points: reason.pointsLost.toFixed(1) })}</span>
        </li>
      ))}
    </ol>
  )
}
