import { fixed } from './amount.ts'
import { factorBar } from './factor-bar.ts'
import { useLanguage } from './language.ts'
import { clauses } from './punctuation.ts'

export interface Factor {
  id: string
  zh: string
  en: string
  points: number
  pointsMax: number
  pointsMin: number
  peerMedian: number | null
}

/** Points by factor between the worst and the best that the scorecard gives, with a tick at the industry median. */
export function FactorBars({ factors }: { factors: readonly Factor[] }) {
  const { t, words, language } = useLanguage()
  const spoken = (factor: Factor, name: string) => {
    const [points, max] = [fixed(factor.points, 1), fixed(factor.pointsMax, 1)]
    const own = t('profile.factors.spoken', { name, points, max })
    if (factor.peerMedian === null) return own
    const median = t('profile.factors.spokenMedian', { median: fixed(factor.peerMedian, 1) })
    return clauses([own, median], language)
  }
  return (
    <ul className="factor-bars">
      {factors.map((factor) => {
        const bar = factorBar(factor)
        const name = words(factor)
        return (
          <li key={factor.id} className={bar.below ? 'below' : ''}>
            <span>{name}</span>
            <span className="track" aria-hidden="true">
              <span className="fill" style={{ width: `${bar.fill}%` }} />
              {bar.median === undefined ? null : (
                <span className="median" style={{ left: `${bar.median}%` }} />
              )}
            </span>
            <span className="points" aria-hidden="true">
              <b>{fixed(factor.points, 1)}</b> / {fixed(factor.pointsMax, 1)}
            </span>
            <span className="spoken">{spoken(factor, name)}</span>
          </li>
        )
      })}
    </ul>
  )
}
