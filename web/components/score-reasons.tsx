import { useLanguage, type Words } from './language.ts'

export interface ScoreReasonItem {
  code: string
  zh: string
  en: string
  pointsLost: number
}

/** What cost points, the dearest first; small losses are left to the factors. */
export function ScoreReasons(props: {
  reasons: readonly ScoreReasonItem[]
  /** What the reader can do about a reason, by its code. */
  todo?: Readonly<Record<string, { todo: Words }>>
}) {
  const { reasons, todo = {} } = props
  const { t, words } = useLanguage()
  if (reasons.length === 0) return <p>{t('profile.reasons.none')}</p>
  return (
    <ol className="reasons" aria-label={t('profile.reasons.lead')}>
      {reasons.map((reason) => (
        <li key={reason.code}>
          <span>
            {words(reason)}
            {todo[reason.code] ? <small>{words(todo[reason.code]!.todo)}</small> : null}
          </span>
          <span className="lost">{t('profile.reasons.lost', { points: reason.pointsLost.toFixed(1) })}</span>
        </li>
      ))}
    </ol>
  )
}
