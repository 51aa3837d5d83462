export interface CourseLineProps {
  /** Null where nothing was measured: the line is broken there. */
  values: readonly (number | null)[]
  label: string
  format: (value: number) => string
}

const [width, height, edge] = [300, 64, 6]

/** One measure over the deliveries, between its own lowest and highest. */
export function CourseLine({ values, label, format }: CourseLineProps) {
  const known = values.filter((value) => value !== null)
  const last = known.at(-1)
  if (last === undefined) return <p className="course-none">—</p>
  const [lowest, highest] = [Math.min(...known), Math.max(...known)]
  const x = (place: number) => edge + (place / Math.max(1, values.length - 1)) * (width - 2 * edge)
  const y = (value: number) =>
    highest === lowest
      ? height / 2
      : height - edge - ((value - lowest) / (highest - lowest)) * (height - 2 * edge)
  let path = ''
  let broken = true
  for (const [place, value] of values.entries()) {
    if (value !== null) path += `${broken ? 'M' : 'L'}${x(place).toFixed(1)} ${y(value).toFixed(1)}`
    broken = value === null
  }
  return (
    <figure className="course-line">
      <figcaption>
        <span>{label}</span>
        <b>{format(last)}</b>
      </figcaption>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={`${label} ${format(lowest)} – ${format(highest)}`}
      >
        <path d={path} />
        {values.map((value, place) =>
          // biome-ignore lint/suspicious/noArrayIndexKey: a delivery of the line is told by its place.
          value === null ? null : <circle key={place} cx={x(place)} cy={y(value)} r="2.6" />,
        )}
      </svg>
      <p>
        {format(lowest)} – {format(highest)}
      </p>
    </figure>
  )
}
