export interface ColumnStripProps {
  values: readonly number[]
  label: string
}

const [width, height] = [132, 34]

/** The rows of the last deliveries as small columns from zero, so that one that halved is seen. */
export function ColumnStrip({ values, label }: ColumnStripProps) {
  const highest = Math.max(...values, 1)
  const step = Math.min(12, width / Math.max(values.length, 1))
  return (
    <svg viewBox={`0 0 ${width} ${height}`} className="column-strip" role="img" aria-label={label}>
      {values.map((value, place) => {
        const size = Math.max(1, (value / highest) * height)
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a delivery of the strip is told by its place.
            key={place}
            className={place === values.length - 1 ? 'last' : ''}
            x={width - (values.length - place) * step + 1}
            y={height - size}
            width={step - 2}
            height={size}
          />
        )
      })}
    </svg>
  )
}
