import type { Change, ScorePanel } from './contract.ts'
import type { ProfileEvent } from './events.contract.ts'
import { kindWords } from './events.ts'
import type { SectionId } from './section.contract.ts'
import { flowsOf } from './sections/bank-flow.ts'
import { daysFrom } from './sections/condition.ts'
import { axisOf, yearChange } from './sections/series.ts'
import { salesOf } from './sections/tax.ts'
import { quantityOf } from './sections/utilities.ts'
import { needsLook, tonePlace, type View, worstOf } from './sections/view.ts'
import { percentWords, type Words } from './sections/words.ts'
import { contributionsOf } from './sections/workforce.ts'
import type { Sign } from './signs/sign.ts'
import { changeOf } from './signs/signs.ts'
import type { Tone } from './value.contract.ts'

const changesMax = 6
const yearDays = 366

/** What changed in the last twelve months, in a few sentences, risk first. */
export function changesOf(
  view: View,
  {
    events,
    signs,
    score,
  }: { events: readonly ProfileEvent[]; signs: readonly Sign[]; score: ScorePanel | undefined },
): Change[] {
  const said = new Set(signs.map(({ code }) => code))
  const all = [
    ...signs.map((sign) => changeOf(view, sign)),
    ...happened(view, events),
    ...moved(view).filter(({ id }) => !isSaid(id, said)),
    ...scored(view, score),
  ]
  return all
    .sort(
      (left, right) =>
        tonePlace(left.tone) - tonePlace(right.tone) ||
        Number(isSign(right)) - Number(isSign(left)) ||
        (left.on < right.on ? 1 : -1),
    )
    .slice(0, changesMax)
}

const isSign = ({ id }: Change) => id.startsWith('sign-')

/** A sign says the movement that it rests on. */
const saidBy: Readonly<Record<string, string>> = {
  'moved-headcount': 'people-first',
  'moved-inflow': 'steady-without-collateral',
}
const isSaid = (id: string, signs: ReadonlySet<string>) => signs.has(saidBy[id] ?? '')

/** What is pressing of one kind in one sentence, what is not in another; what only describes is left to the timeline. */
function happened(view: View, events: readonly ProfileEvent[]): Change[] {
  const recent = events.filter(
    ({ on, tone }) => tone !== 'plain' && daysFrom(view.dossier.day, on) >= -yearDays,
  )
  return [...Map.groupBy(recent, ({ kind, tone }) => `${kind} ${needsLook(tone) ? 'pressing' : tone}`)].map(
    ([id, same]) => {
      const [newest] = same as [ProfileEvent]
      const kind = kindWords(newest.kind)
      const one = same.length === 1
      return {
        id: `event-${id.replace(' ', '-')}`,
        section: newest.section,
        tone: worstOf(same.map(({ tone }) => tone)),
        on: newest.on,
        text: one
          ? newest.title
          : {
              zh: `${kind.zh} ${same.length} 起，最近一起：${newest.title.zh}`,
              en: `${kind.en}: ${same.length}, the last: ${newest.title.en}`,
            },
        figure: one ? newest.amount : null,
        origin: newest.origin,
        department: newest.department,
      }
    },
  )
}

interface Moving {
  id: string
  section: SectionId
  recordType: string
  label: Words
  /** The change over the year as a share; undefined when it cannot be said. */
  share: number | undefined
  least: number
}

function moved(view: View): Change[] {
  const headcount = contributionsOf(view)?.headcount
  const [now, before] = [headcount?.findLast((value) => value !== null), headcount?.at(-13)]
  const month = axisOf(view).at(-1)!
  const moving: Moving[] = [
    {
      id: 'sales',
      section: 'tax',
      recordType:
        view.dossier.open.has('invoice') && view.dossier.rowsOf('invoice').length > 0
          ? 'invoice'
          : 'vat-invoice',
      label: { zh: '近 12 个月销项', en: 'Sales of 12 months' },
      share: yearChange(salesOf(view) ?? []),
      least: 0.2,
    },
    {
      id: 'headcount',
      section: 'workforce',
      recordType: 'social-security',
      label: { zh: '参保人数', en: 'Headcount' },
      share: now != null && before != null && before > 0 ? now / before - 1 : undefined,
      least: 0.1,
    },
    {
      id: 'inflow',
      section: 'bank-flow',
      recordType: 'bank-transaction',
      label: { zh: '近 12 个月经营性流入', en: 'Operating inflow of 12 months' },
      share: yearChange(flowsOf(view)?.operating ?? []),
      least: 0.2,
    },
    {
      id: 'power',
      section: 'utilities',
      recordType: 'utility',
      label: { zh: '近 12 个月用电量', en: 'Electricity of 12 months' },
      share: yearChange(quantityOf(view, 'electricity')),
      least: 0.2,
    },
  ]
  return moving.flatMap(({ id, section, recordType, label, share, least }) => {
    if (share === undefined || Math.abs(share) < least) return []
    const tone: Tone = share > 0 ? 'good' : share <= -0.3 ? 'orange' : 'yellow'
    return [
      {
        id: `moved-${id}`,
        section,
        tone,
        on: month,
        text: {
          zh: `${label.zh}较上年同期${share > 0 ? '增长' : '下降'} ${percentWords(Math.abs(share))}`,
          en: `${label.en}: ${share > 0 ? 'up' : 'down'} ${percentWords(Math.abs(share))} on the year`,
        },
        figure: { type: 'bps' as const, value: Math.round(share * 1e4) },
        origin: { recordType, key: null },
        department: view.sources.get(recordType)?.department ?? null,
      },
    ]
  })
}

function scored(view: View, score: ScorePanel | undefined): Change[] {
  const first = score?.history[0]
  if (!score || !first || score.history.length < 2) return []
  const points = Math.round(score.score - first.score)
  if (Math.abs(points) < 10) return []
  return [
    {
      id: 'moved-score',
      section: 'overview',
      tone: points > 0 ? 'good' : points <= -30 ? 'orange' : 'yellow',
      on: axisOf(view).at(-1)!,
      text: {
        zh: `信用分较 ${first.month} ${points > 0 ? '上升' : '下降'} ${Math.abs(points)} 分，现为 ${Math.round(score.score)} 分`,
        en: `The score is ${points > 0 ? 'up' : 'down'} ${Math.abs(points)} points on ${first.month}, now ${Math.round(score.score)}`,
      },
      figure: { type: 'integer', value: points },
      origin: { recordType: 'registration', key: null },
      department: null,
    },
  ]
}
