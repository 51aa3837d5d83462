import { factorBar } from '../../components/factor-bar.ts'
import type { Factor } from '../../components/factor-bars.tsx'
import { useLanguage } from '../../components/language.ts'
import { firstLine, labelLines, outline, ringShares, spokeOf } from './radar-geometry.ts'

/** The shape of the factors beside that of the industry's medians; the bars next to it say the same in figures. */
export function Radar({ factors }: { factors: readonly Factor[] }) {
  const { words, language } = useLanguage()
  const bars = factors.map(factorBar)
  const own = bars.map(({ fill }) => fill)
  const medians = bars.map(({ median }) => median)
  return (
    <svg viewBox="0 0 240 200" className="radar" aria-hidden="true">
      {ringShares.map((share) => (
        <polygon key={share} points={outline(factors.map(() => share))} className="ring" />
      ))}
      {factors.map((factor, index) => {
        const end = spokeOf(index, factors.length, 100)
        return <line key={factor.id} x1="120" y1="100" x2={end.x} y2={end.y} className="spoke" />
      })}
      {medians.every((median) => median !== undefined) ? (
        <polygon points={outline(medians)} className="medians" />
      ) : null}
      <polygon points={outline(own)} className="own" />
      {own.map((share, index) => {
        const at = spokeOf(index, own.length, share)
        return (
          <circle
            key={factors[index]!.id}
            cx={at.x}
            cy={at.y}
            r="3"
            className={bars[index]!.below ? 'low' : 'dot'}
          />
        )
      })}
      {factors.map((factor, index) => {
        const at = spokeOf(index, factors.length, 122)
        const lines = labelLines(words(factor), language)
        const anchor = at.x < 100 ? 'end' : at.x > 140 ? 'start' : 'middle'
        return (
          <text key={factor.id} x={at.x} y={firstLine(at.y, lines.length)} textAnchor={anchor}>
            {lines.map((line, place) => (
              <tspan key={line} x={at.x} dy={place ? 13 : 0}>
                {line}
              </tspan>
            ))}
          </text>
        )
      })}
    </svg>
  )
}
