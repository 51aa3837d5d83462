import { monthText } from '../../components/calendar.ts'
import { useLanguage } from '../../components/language.ts'
import { bracketed } from '../../components/punctuation.ts'
import type { ChartData } from './chart-data.ts'
import { courseOf } from './course.ts'

/** A chart in a sentence a line: where it began, where it ended, its extremes, and the median to compare with. */
export function useChartSentence(): (data: ChartData) => string {
  const { t, words, language } = useLanguage()
  const figure = (value: number) => value.toLocaleString('en-US', { maximumFractionDigits: 1 })
  const month = (text: string) => monthText(text, language)
  return (data) =>
    data.multiples
      .flatMap(({ lines, measure }) => lines.map((line) => ({ line, measure })))
      .flatMap(({ line, measure }) => {
        const unit = measure.unit ? bracketed(t(measure.unit), language) : ''
        const name = `${words(line.label)}${unit}`
        const course = courseOf(data.months, line.values)
        if (!course) return [t('profile.trends.spoken.none', { name })]
        const own = t('profile.trends.spoken.change', {
          name,
          from: month(course.from),
          first: figure(course.first),
          to: month(course.to),
          last: figure(course.last),
          highest: figure(course.highest),
          peak: month(course.peak),
          lowest: figure(course.lowest),
          trough: month(course.trough),
        })
        const median = line.median ? courseOf(data.months, line.median) : undefined
        if (!median) return [own]
        return [own, t('profile.trends.spoken.median', { to: month(median.to), median: figure(median.last) })]
      })
      .join(language === 'en' ? ' ' : '')
}
