import type { Scores } from '../../src/information/quality/contract.ts'
import { useLanguage } from '../components/language.ts'

export const dimensions = [
  'conformity',
  'completeness',
  'accuracy',
  'consistency',
  'timeliness',
  'accessibility',
] as const

/** The six dimensions of GB/T 36344-2018 as small bars; one that was not measured is said to be so, not drawn as zero. */
export function ScoreBars({ scores }: { scores: Scores }) {
  const { t } = useLanguage()
  return (
    <dl className="score-bars">
      {dimensions.map((dimension) => {
        const score = scores[dimension]
        return (
          <div key={dimension} className={toneOf(score)}>
            <dt>{t(`quality.dimensions.${dimension}`)}</dt>
            <dd>
              <span className="track" aria-hidden="true">
                {score === null ? null : <span className="fill" style={{ width: `${score}%` }} />}
              </span>
              <b>{score ?? t('quality.notMeasured')}</b>
            </dd>
          </div>
        )
      })}
    </dl>
  )
}

function toneOf(score: number | null): string {
  if (score === null) return 'unmeasured'
  return score >= 90 ? 'good' : score >= 60 ? 'fair' : 'poor'
}
