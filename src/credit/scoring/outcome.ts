import { missingDate } from '../../information/records/index.ts'

/** Days since 1970-01-01. */
export type Day = number

export interface LoanTerm {
  startedOn: Day
  dueOn: Day
}

/** The newest version of an instalment: an unpaid one has the days overdue when it was last reported. */
export interface Instalment {
  dueOn: Day
  overdueDays: number
}

export interface CreditHistory {
  loans: LoanTerm[]
  instalments: Instalment[]
}

export type Outcome = 'good' | 'bad' | 'indeterminate' | 'unobserved' | 'in-default'

const badDays = 90
const doubtfulDays = 31
/** A loan must have been on the books so long within the window for its silence to mean good. */
const onBookDaysMin = 182

/**
 * What became of a borrower in the window (from, to]: bad when an instalment became 90 days overdue within it,
 * indeterminate at 31 to 89 days, good otherwise when a loan was on the books for six months of it. Who was in
 * default at the start is not predicted: that is known.
 */
export function outcomeOf(history: CreditHistory, from: Day, to: Day): Outcome {
  let [isBad, isDoubtful] = [false, false]
  for (const { dueOn, overdueDays } of history.instalments) {
    const ninetyOn = dueOn + badDays
    if (overdueDays >= badDays && ninetyOn <= from && dueOn + overdueDays > from) return 'in-default'
    if (overdueDays >= badDays && ninetyOn > from && ninetyOn <= to) isBad = true
    const doubtfulOn = dueOn + doubtfulDays
    if (overdueDays >= doubtfulDays && doubtfulOn > from && doubtfulOn <= to) isDoubtful = true
  }
  if (isBad) return 'bad'
  const onBook = history.loans.some(
    ({ startedOn, dueOn }) =>
      startedOn <= to && Math.min(dueOn, to) - Math.max(startedOn, from) >= onBookDaysMin,
  )
  if (!onBook) return 'unobserved'
  return isDoubtful ? 'indeterminate' : 'good'
}

export interface HistoryColumns {
  subjects: readonly string[]
  offsets: Int32Array
}

/** Sorts chunks of loans and instalments to their borrowers. */
export function gatherHistories(): {
  histories: Map<string, CreditHistory>
  addLoans: (chunk: HistoryColumns, startedOn: Int32Array, dueOn: Int32Array) => void
  addInstalments: (chunk: HistoryColumns, dueOn: Int32Array, overdueDays: Float64Array) => void
} {
  const histories = new Map<string, CreditHistory>()
  const each = (
    { subjects, offsets }: HistoryColumns,
    add: (history: CreditHistory, row: number) => void,
  ) => {
    subjects.forEach((subject, index) => {
      let history = histories.get(subject)
      if (!history) {
        history = { loans: [], instalments: [] }
        histories.set(subject, history)
      }
      for (let row = offsets[index]!; row < offsets[index + 1]!; row++) add(history, row)
    })
  }
  return {
    histories,
    addLoans: (chunk, startedOn, dueOn) =>
      each(chunk, (history, row) => {
        if (startedOn[row] !== missingDate && dueOn[row] !== missingDate)
          history.loans.push({ startedOn: startedOn[row]!, dueOn: dueOn[row]! })
      }),
    addInstalments: (chunk, dueOn, overdueDays) =>
      each(chunk, (history, row) => {
        if (dueOn[row] !== missingDate && overdueDays[row] === overdueDays[row])
          history.instalments.push({ dueOn: dueOn[row]!, overdueDays: overdueDays[row]! })
      }),
  }
}
