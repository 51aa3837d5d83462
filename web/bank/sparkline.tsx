export interface SparklineProps {
  values: readonly number[]
  label: string
}

const [width, height, edge] = [118, 36, 5]

/** A course in one glance: at least 30 points of score high, so that noise does not look like a crash. */
export function Sparkline({ values, label }: SparklineProps) {
  const middle = (Math.max(...values) + Math.min(...values)) / 2
  const reach = Math.max(15, (Math.max(...values) - Math.min(...values)) / 2)
  const x = (index: number) => edge + (index / Math.max(1, values.length - 1)) * (width - 2 * edge)
  const y = (value: number) => height / 2 - ((value - middle) / reach) * (height / 2 - edge)
  const path = values.map(
    (value, index) => `${index ? 'L' : 'M'}${x(index).toFixed(1)} ${y(value).toFixed(1)}`,
  )
  return (
    <svg viewBox={`0 0 ${width} ${height}`} className="sparkline" role="img" aria-label={label}>
      <path d={path.join('')} fill="none" stroke="#0e5874" strokeWidth="1.8" strokeLinejoin="round" />
      <circle cx={x(values.length - 1)} cy={y(values.at(-1)!)} r="3" fill="#0e5874" />
    </svg>
  )
}
