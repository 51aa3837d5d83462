import { monthText } from '../components/calendar.ts'
import { useLanguage } from '../components/language.ts'
import { courseOf, type TrendData } from './trend-series.ts'

/** A chart in a sentence a series: where it began, where it ended, its extremes, and the median to compare with. */
export function useTrendSentence(): (data: TrendData) => string {
  const { t, language } = useLanguage()
  const figure = (value: number) => value.toLocaleString('en-US', { maximumFractionDigits: 1 })
  const month = (text: string) => monthText(text, language)
  return (data) =>
    data.multiples
      .flatMap((multiple) => multiple.series.map((series) => ({ multiple, series })))
      .map(({ multiple, series }) => {
        const course = courseOf(data.months, series.values)
        const name = t(`profile.trends.legend.${series.id}`)
        if (!course) return t('profile.trends.spoken.none', { name })
        if (series.id === 'median') {
          const to = month(course.to)
          return t('profile.trends.spoken.median', { to, median: figure(course.last) })
        }
        return t('profile.trends.spoken.change', {
          name: multiple.series.length > 1 ? name : t(`profile.trends.${multiple.id}`),
          from: month(course.from),
          first: figure(course.first),
          to: month(course.to),
          last: figure(course.last),
          highest: figure(course.highest),
          peak: month(course.peak),
          lowest: figure(course.lowest),
          trough: month(course.trough),
        })
      })
      .join(language === 'en' ? ' ' : '')
}
