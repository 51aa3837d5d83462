import { standardRecordType } from '../../../trust/catalog/index.ts'
import { firstDayOf } from '../calendar.ts'
import type { Cell, CityRecordType, Emit } from '../emit.ts'
import type { Firm } from '../firm.ts'
import type { Span } from '../span.ts'
import { burnInMonths } from '../span.ts'
import { hashOf, mix } from '../stream.ts'

/**
 * What departments do to the rows on their way, as data. Only record types whose rows come once are late: an early
 * state of a row must not be known after a later one. The shown firms are left alone, so that their stories have one
 * reading.
 */
type Habit = { id: string; recordType: CityRecordType; zh: string; en: string } & (
  | { does: 'late'; share: number; daysMin: number; daysMax: number }
  | { does: 'corrected'; share: number; field: string; factor: number; daysMin: number; daysMax: number }
  | { does: 'month-delayed'; after: number; field: string }
  | { does: 'codes-changed'; after: number; field: string; codes: 'names' | Readonly<Record<string, string>> }
)

/** `after` is the share of the delivered months that pass before. */
export const habits: readonly Habit[] = [
  {
    id: 'late-invoices',
    recordType: 'vat-invoice',
    does: 'late',
    share: 0.006,
    daysMin: 5,
    daysMax: 40,
    zh: '税务局的一小部分发票晚到 5 至 40 天',
    en: 'a few invoices reach the tax bureau 5 to 40 days late',
  },
  {
    id: 'late-social-security',
    recordType: 'social-security',
    does: 'late',
    share: 0.01,
    daysMin: 10,
    daysMax: 35,
    zh: '人社局的一部分参保记录晚到 10 至 35 天',
    en: 'some insured headcounts come 10 to 35 days late',
  },
  {
    id: 'late-inspections',
    recordType: 'inspection',
    does: 'late',
    share: 0.05,
    daysMin: 10,
    daysMax: 90,
    zh: '一部分抽查结果补录晚到',
    en: 'some inspections are entered up to three months late',
  },
  {
    id: 'corrected-social-security',
    recordType: 'social-security',
    does: 'corrected',
    share: 0.005,
    field: 'headcount',
    factor: 10,
    daysMin: 3,
    daysMax: 25,
    zh: '参保人数多录了一个零，随后更正',
    en: 'an insured headcount with one zero too many, corrected later',
  },
  {
    id: 'corrected-statements',
    recordType: 'financial-statement',
    does: 'corrected',
    share: 0.02,
    field: 'revenue',
    factor: 10_000,
    daysMin: 5,
    daysMax: 40,
    zh: '财务报表的营业收入误以万元为元填报，随后更正',
    en: 'revenue filed in the wrong unit, ten thousand times too high, corrected later',
  },
  {
    id: 'delayed-housing-fund',
    recordType: 'housing-fund',
    does: 'month-delayed',
    after: 0.6,
    field: 'period',
    zh: '公积金中心漏送一个月，与下个月一并送达',
    en: 'the housing fund center misses a month and delivers it with the next one',
  },
  {
    id: 'tax-kinds-in-words',
    recordType: 'tax-payment',
    does: 'codes-changed',
    after: 0.7,
    field: 'tax_kind',
    codes: 'names',
    zh: '税务局自某月起改送税种名称，不再送代码；目录能对上，不隔离',
    en: 'from some month on the tax bureau sends names of taxes instead of codes; the catalog knows them, no row is set aside',
  },
  {
    id: 'new-penalty-kind',
    recordType: 'penalty',
    does: 'codes-changed',
    after: 0.5,
    field: 'kind',
    codes: { suspension: '限制从业' },
    zh: '自某月起出现目录没有的处罚种类“限制从业”（行政处罚法 2021 年修订第九条）；这些行被隔离，原因是 code-unknown',
    en: 'from some month on a kind of penalty that the catalog lacks (Administrative Penalty Law 2021, article 9): these rows are quarantined as code-unknown',
  },
]

/** How many rows of each habit were written, by its id. */
export type Planted = Record<string, number>

/** Takes a row and says whether it was written: it may be known too late for the city, or in another month. */
export type Take = (recordType: CityRecordType, knownOn: number, cells: readonly Cell[]) => boolean

interface Applied {
  habit: Habit
  /** Place of its field among the cells, where it has one. */
  cell: number
  /** Month index from which it holds, or of which it is, and its first day. */
  month: number
  fromDay: number
  codes: ReadonlyMap<Cell, string>
}

/** Stands between the firms and the files, and does to the rows what their departments do. The same rows give the same. */
export class HabitsOfDelivery {
  readonly planted: Planted = Object.fromEntries(habits.map(({ id }) => [id, 0]))
  readonly #key: number
  readonly #take: Take
  readonly #byType = new Map<CityRecordType, Applied[]>()
  readonly #firstDay: number
  #firm: Firm | undefined
  #row = 0

  constructor(key: number, span: Span, take: Take) {
    this.#key = hashOf(key, 0x68616269)
    this.#take = take
    const firstMonth = span.origin + burnInMonths
    this.#firstDay = firstDayOf(firstMonth)
    const months = span.length - burnInMonths
    for (const habit of habits) {
      const applied = this.#byType.get(habit.recordType) ?? []
      this.#byType.set(habit.recordType, [...applied, apply(habit, firstMonth, months)])
    }
  }

  begin(firm: Firm): void {
    this.#firm = firm
    this.#row = 0
  }

  readonly emit: Emit = (recordType, knownOn, cells) => {
    const applied = this.#byType.get(recordType)
    if (applied === undefined || this.#firm!.story !== null) {
      this.#take(recordType, knownOn, cells)
      return
    }
    this.#row++
    // What was delivered before the first month came at once, from the archives.
    if (knownOn < this.#firstDay) this.#take(recordType, knownOn, cells)
    else this.#deliver(recordType, knownOn, cells, applied)
  }

  #deliver(
    recordType: CityRecordType,
    knownOn: number,
    cells: readonly Cell[],
    applied: readonly Applied[],
  ): void {
    let known = knownOn
    let sent = cells
    let done: Habit[] = none
    for (let place = 0; place < applied.length; place++) {
      const { habit, cell, month, fromDay, codes } = applied[place]!
      if (habit.does === 'codes-changed') {
        const other = knownOn >= fromDay ? codes.get(cells[cell]!) : undefined
        if (other === undefined) continue
        sent = sent.with(cell, other)
      } else if (habit.does === 'month-delayed') {
        if (cells[cell] !== month) continue
        known = dayOfNextMonth(knownOn, month)
      } else {
        if (this.#unit(place, 1) >= habit.share) continue
        const days = habit.daysMin + Math.floor(this.#unit(place, 2) * (habit.daysMax - habit.daysMin + 1))
        if (habit.does === 'corrected' && !this.#sendWrong(recordType, known, sent, applied[place]!)) continue
        known += days
        if (habit.does === 'corrected') continue
      }
      done = [...done, habit]
    }
    if (this.#take(recordType, known, sent)) for (const { id } of done) this.planted[id]!++
  }

  /** The wrong version first; nothing can be wrong by a factor about a zero. */
  #sendWrong(
    recordType: CityRecordType,
    known: number,
    cells: readonly Cell[],
    { habit, cell }: Applied,
  ): boolean {
    const right = cells[cell] as number
    if (right === 0 || habit.does !== 'corrected') return false
    if (this.#take(recordType, known, cells.with(cell, right * habit.factor))) this.planted[habit.id]!++
    return true
  }

  /** A uniform number for a row, a habit and a draw: one round of mixing is enough for what happens this seldom. */
  #unit(place: number, draw: number): number {
    const row = this.#row * 16 + place * 4 + draw
    return (mix(this.#key ^ this.#firm!.key ^ Math.imul(row, 0x9e3779b1)) >>> 0) / 4294967296
  }
}

const none: Habit[] = []

function apply(habit: Habit, firstMonth: number, months: number): Applied {
  const { fields } = standardRecordType(habit.recordType)
  const cell = 'field' in habit ? fields.findIndex(({ name }) => name === habit.field) : -1
  const codes = new Map<Cell, string>()
  if (habit.does === 'codes-changed') {
    for (const { code, zh } of fields[cell]!.codes!) {
      const other = habit.codes === 'names' ? zh : habit.codes[code]
      if (other !== undefined) codes.set(code, other)
    }
  }
  const month = 'after' in habit ? firstMonth + Math.floor(habit.after * months) : 0
  return { habit, cell, month, fromDay: firstDayOf(month), codes }
}

/** The delivery of the next month comes on the same day of the month after. */
function dayOfNextMonth(knownOn: number, period: number): number {
  return knownOn + firstDayOf(period + 2) - firstDayOf(period + 1)
}

/** What was planted, for the manifest: the month from which, or of which, where there is one. */
export function describeHabits(span: Span): { habit: Habit; month: number | null }[] {
  const firstMonth = span.origin + burnInMonths
  const months = span.length - burnInMonths
  return habits.map((habit) => ({
    habit,
    month: 'after' in habit ? firstMonth + Math.floor(habit.after * months) : null,
  }))
}
