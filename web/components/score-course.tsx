import type { Profile } from '../../src/credit/profile/contract.ts'
import { Sparkline } from '../bank/sparkline.tsx'
import { useLanguage } from './language.ts'

type History = Extract<Profile['score'], { data: unknown }>['data']['history']

/** How the score went in the last months, in a line and in words. One month is no course. */
export function ScoreCourse({ history }: { history: History }) {
  const { t } = useLanguage()
  const [first, last] = [history[0], history.at(-1)]
  if (!first || !last || history.length < 2) return null
  return (
    <>
      <span>{t('profile.score.history', { count: history.length })}</span>
      <Sparkline
        values={history.map((point) => point.score)}
        label={t('profile.score.historySpoken', {
          count: history.length,
          from: first.score.toFixed(0),
          to: last.score.toFixed(0),
        })}
      />
    </>
  )
}
