/** The months that a month series spans: as-of month T is the last. Every window of §4.3 and the year before fit. */
export const horizonMonths = 24

const msOfDay = 86_400_000
const tableYears = [1970, 2100] as const

function firstDayOf(year: number, monthOfYear: number): number {
  return Math.round(Date.UTC(year, monthOfYear, 1) / msOfDay)
}

function buildTable(): Int16Array {
  const table = new Int16Array(firstDayOf(tableYears[1], 0))
  for (let year = tableYears[0]; year < tableYears[1]; year++)
    for (let month = 0; month < 12; month++)
      table.fill(year * 12 + month, firstDayOf(year, month), firstDayOf(year, month + 1))
  return table
}

/** Month index of each day since 1970-01-01, up to the year 2100: a date column becomes months by one look-up a row. */
export const monthOfDay: Int16Array = buildTable()

/** The last day of the month, as days since 1970-01-01. */
export function lastDayOfMonth(index: number): number {
  return firstDayOf(Math.floor(index / 12), (index % 12) + 1) - 1
}
