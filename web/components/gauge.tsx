import { arcOf, bandOf, bands, center, pointOf } from './gauge-geometry.ts'
import { useLanguage } from './language.ts'

export interface GaugeProps {
  score: number
  grade: string
}

/** The score on its scale, drawn by hand: it prints crisp and speaks as one sentence. */
export function Gauge({ score, grade }: GaugeProps) {
  const { t, language } = useLanguage()
  const pill = language === 'en' ? 156 : 124
  const here = bandOf(grade)
  const needle = pointOf(score)
  const word = t(`profile.score.words.${gradeKey(grade)}`)
  return (
    <svg
      viewBox="0 0 320 196"
      className="gauge"
      role="img"
      aria-label={t('profile.score.spoken', { score: score.toFixed(0), grade })}
    >
      {bands.map((band) => {
        const label = pointOf((band.from + band.to) / 2, 21)
        const current = band === here
        return (
          <g key={band.grade}>
            <path
              d={arcOf(band)}
              stroke={band.color}
              strokeWidth={current ? 17 : 11}
              opacity={current ? 1 : 0.3}
              fill="none"
            />
            <text
              x={label.x}
              y={label.y + 4}
              textAnchor="middle"
              className={current ? 'band-label here' : 'band-label'}
            >
              {band.grade}
            </text>
          </g>
        )
      })}
      {[400, 500, 600, 700].map((mark) => {
        const at = pointOf(mark, -22)
        return (
          <text key={mark} x={at.x} y={at.y + 4} textAnchor="middle" className="tick-label">
            {mark}
          </text>
        )
      })}
      <circle cx={needle.x} cy={needle.y} r="7.5" fill="#fff" stroke="#14213a" strokeWidth="3" />
      <text x={center.x} y={center.y - 2} textAnchor="middle" className="figure">
        {score.toFixed(0)}
      </text>
      <g transform={`translate(${center.x} ${center.y + 24})`}>
        <rect x={-pill / 2} y="-13" width={pill} height="26" rx="13" fill={here.ink} />
        <text textAnchor="middle" y="4.8" className="grade">
          {t('profile.score.grade', { grade, word })}
        </text>
      </g>
    </svg>
  )
}

type GradeKey = 'A' | 'B' | 'C' | 'D' | 'E' | 'F'

function gradeKey(grade: string): GradeKey {
  return (['A', 'B', 'C', 'D', 'E', 'F'] as const).find((known) => known === grade) ?? 'F'
}
