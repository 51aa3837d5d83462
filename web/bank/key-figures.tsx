import type { KeyFigure, Source } from '../../src/credit/profile/contract.ts'
import { amountText, fixed, fullAmount, type Language } from '../components/amount.ts'
import { useLanguage } from '../components/language.ts'
import { Panel, SourceLine } from '../components/panel.tsx'
import { OriginValue } from '../lineage/origin-button.tsx'
import { originOf } from '../lineage/origin-of.ts'
import { PercentileBar } from '../profile/percentile-bar.tsx'
import { valueText } from '../profile/value-text.ts'

export function KeyFigures({
  figures,
  sources,
  month,
}: {
  figures: readonly KeyFigure[]
  sources: readonly Source[]
  /** The last complete month, with which each figure ends. */
  month: string
}) {
  const { t, words, language } = useLanguage()
  const closed = closedAlike(figures, language)
  if (closed) {
    return (
      <Panel title={t('profile.keyFigures.title')} className="span-all">
        <p className="quiet">{words(closed)}</p>
      </Panel>
    )
  }
  return (
    <Panel
      title={t('profile.keyFigures.title')}
      className="span-all"
      extra={<SourceLine sources={sources} />}
    >
      <dl className="key-figures">
        {figures.map((figure) => (
          <div key={figure.id}>
            <dt>{words(figure)}</dt>
            <dd title={figure.valueFen ? fullAmount(figure.valueFen, language) : undefined}>
              <Figure figure={figure} month={month} />
              {figure.betterThan === null ? null : <PercentileBar betterThan={figure.betterThan} />}
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  )
}

/** No figure can be shown, and all for one reason: it is said once. */
function closedAlike(figures: readonly KeyFigure[], language: Language) {
  const reason = figures[0]?.reason
  const alike = figures.every((figure) => figureText(figure, language) === undefined)
  return alike && figures.every((figure) => figure.reason?.zh === reason?.zh) ? reason : undefined
}

function Figure({ figure, month }: { figure: KeyFigure; month: string }) {
  const { words, language } = useLanguage()
  const text = figureText(figure, language)
  if (text === undefined) {
    return <span className="missing">{figure.reason ? words(figure.reason) : '—'}</span>
  }
  const origin = originOf(figure.id, month)
  return origin ? <OriginValue question={{ title: words(figure), ...origin }}>{text}</OriginValue> : text
}

export function figureText(figure: KeyFigure, language: Language): string | undefined {
  if (figure.unit === 'fen') return figure.valueFen ? amountText(figure.valueFen, language) : undefined
  if (figure.value === null) return undefined
  if (figure.unit === 'ratio') return `${fixed(figure.value * 100, 1)}%`
  if (figure.unit === 'person') return valueText({ type: 'persons', value: figure.value }, language)
  return figure.value.toLocaleString('en-US', { maximumFractionDigits: 1 }).replace('-', '−')
}
