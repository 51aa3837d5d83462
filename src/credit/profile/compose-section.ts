import { standardRecordType } from '../../trust/catalog/index.ts'
import { accessTo, hiddenOf } from './access.ts'
import type { PanelState } from './contract.ts'
import { unavailable } from './panel.ts'
import type { PanelData, ProfileSection, SectionPanel, SectionTab, Stage } from './section.contract.ts'
import { countedTypes } from './sections/counted.ts'
import type { PanelSpec, Said, SectionSpec, View } from './sections/view.ts'
import { needsLook, tonePlace, worstOf } from './sections/view.ts'
import { valueWords, type Words } from './sections/words.ts'
import { summarize } from './summarize.ts'
import type { Source, Unavailable } from './value.contract.ts'

type Composed = Pick<ProfileSection, 'attention' | 'panels' | 'hidden'>

/** One section as a stage sees it: what needs a look on top; what is hidden is not even composed. */
export function composeSection(view: View, section: SectionSpec, stage: Stage): Composed {
  const panels = section.panels
    .filter(({ id }) => accessTo(stage, section.id, id) !== 'hidden')
    .map((spec) => composePanel(view, section, spec, stage))
    .map((panel, place) => ({ panel, place }))
    .sort((left, right) => urgency(left.panel) - urgency(right.panel) || left.place - right.place)
    .map(({ panel }) => panel)
  const attention = panels
    .filter(({ tone }) => needsLook(tone))
    .map((panel) => ({ panel: panel.id, tone: panel.tone, text: sentenceOf(panel) }))
  return { panels, attention, hidden: hiddenOf(stage, section.id) }
}

const urgency = ({ tone }: SectionPanel) => (needsLook(tone) ? tonePlace(tone) : tonePlace('plain'))

/** What a panel wants said on top of the page: its most urgent note, else what it concludes. */
function sentenceOf(panel: SectionPanel): Words {
  const note = 'data' in panel && panel.data.kind === 'series' ? panel.data.notes[0]?.text : undefined
  const pressing = 'data' in panel ? pressingOf(panel.data) : undefined
  const said = note ?? pressing ?? panel.conclusion
  return said ? { zh: `${panel.title.zh}：${said.zh}`, en: `${panel.title.en}: ${said.en}` } : panel.title
}

const factsSaid = 3
const cellsSaid = 5

/** The facts that need a look with their figures, or the row that needs it most with what it says. */
function pressingOf(data: PanelData): Words | undefined {
  if (data.kind === 'series') return undefined
  if (data.kind === 'facts') {
    const facts = data.items
      .filter(({ tone }) => tone !== undefined && needsLook(tone))
      .slice(0, factsSaid)
      .map(({ label, value }) => ({ label, said: valueWords(value) }))
    if (facts.length === 0) return undefined
    return {
      zh: facts.map(({ label, said }) => `${label.zh} ${said.zh}`).join('，'),
      en: facts.map(({ label, said }) => `${label.en} ${said.en}`).join(', '),
    }
  }
  const toned = data.rows.filter(({ tone }) => tone !== undefined && needsLook(tone))
  const [first] = toned
  if (!first) return undefined
  const cells = first.cells
    .slice(0, cellsSaid)
    .flatMap((cell) => (cell === null || cell.value === null ? [] : valueWords(cell)))
  const others = toned.length - 1
  return {
    zh: `${cells.map(({ zh }) => zh).join('，')}${others > 0 ? `；另有 ${others} 条` : ''}`,
    en: `${cells.map(({ en }) => en).join(', ')}${others > 0 ? `; ${others} more` : ''}`,
  }
}

function composePanel(view: View, section: SectionSpec, spec: PanelSpec, stage: Stage): SectionPanel {
  const access = accessTo(stage, section.id, spec.id) === 'summary' ? 'summary' : 'shown'
  const sources = sourcesOf(view, spec)
  const head = { id: spec.id, title: spec.title, access, sources } as const
  const answer = answerOf(view, section, spec)
  if ('unavailable' in answer) return { ...head, tone: 'plain', conclusion: null, ...answer }
  const said = access === 'summary' ? summarize(answer) : answer
  return { ...head, tone: said.tone ?? 'plain', conclusion: said.conclusion ?? null, data: said.data }
}

function sourcesOf(view: View, { recordTypes }: PanelSpec): Source[] {
  return recordTypes.filter((id) => view.dossier.open.has(id)).flatMap((id) => view.sources.get(id) ?? [])
}

type Answer = Said | Unavailable

/** The first screen asks each panel twice, for its tab and for what is missing: it is composed once. */
const answers = new WeakMap<View, Map<PanelSpec, Answer>>()

/** What the panel says, or which of the states keeps it from saying anything. */
export function answerOf(view: View, section: SectionSpec, spec: PanelSpec): Answer {
  const known = answers.get(view) ?? new Map<PanelSpec, Answer>()
  answers.set(view, known)
  const found = known.get(spec) ?? composeAnswer(view, section, spec)
  known.set(spec, found)
  return found
}

function composeAnswer(view: View, section: SectionSpec, spec: PanelSpec): Answer {
  if (section.id === 'trace' && spec.recordTypes.length === 0 && view.trace[spec.id as 'uses'] === null)
    return unavailable('no-permission')
  const { recordTypes } = spec
  const open = recordTypes.filter((id) => view.dossier.open.has(id))
  if (recordTypes.length > 0 && open.length === 0) return notCovered(recordTypes)
  const connected = open.filter((id) => view.sources.has(id))
  if (recordTypes.length > 0 && connected.length === 0) return unavailable('not-connected')
  if (connected.some((id) => view.dossier.failed.has(id))) return unavailable('failed')
  return spec.compose(view) ?? emptyState(view, connected)
}

/** With the field groups that a consent must name. */
export function notCovered(recordTypes: readonly string[]): Unavailable {
  const missing = [...new Set(recordTypes.map((id) => standardRecordType(id).fieldGroup))]
  return { ...unavailable('not-covered'), missing }
}

/** Nothing is on record: because a source is late, because there was no time for it yet, or because nothing happened. */
function emptyState(view: View, recordTypes: readonly string[]): Unavailable {
  const late = recordTypes.flatMap((id) => view.sources.get(id)?.lateSince ?? []).sort()[0]
  if (late !== undefined) return { ...unavailable('late'), since: late }
  const slow = recordTypes.some((id) => ['yearly', 'quarterly'].includes(standardRecordType(id).updateCycle))
  const state: PanelState = slow && view.ageYears !== null && view.ageYears < 1 ? 'too-young' : 'no-data'
  const isPeriodic = recordTypes.some((id) => byPeriod.has(standardRecordType(id).updateCycle))
  // Of what is reported when it happens, nothing is an answer and no gap.
  return state === 'no-data' && !isPeriodic
    ? { ...unavailable(state), ...nothingHappened }
    : unavailable(state)
}

const byPeriod: ReadonlySet<string> = new Set(['monthly', 'quarterly', 'yearly'])
const nothingHappened = {
  zh: '数据源已接入，查无此类记录。',
  en: 'The source is connected and has no such record.',
  todo: {
    zh: '无需处理；与所知不符时向数据源核实。',
    en: 'Nothing to do; where you know otherwise, ask the source.',
  },
}

/** The tab of a section: how much is behind it, and what of that needs a look. */
export function tabOf(view: View, section: SectionSpec, stage: Stage): SectionTab {
  const { id, zh, en } = section
  const none = { tone: 'plain', count: 0 } as const
  const access = accessTo(stage, id)
  if (access === 'hidden') return { id, zh, en, count: null, attention: none, state: 'hidden' }
  // Who looked is read with its own section.
  if (id === 'trace') return { id, zh, en, count: null, attention: none, state: 'open' }
  const shown = section.panels.filter((spec) => accessTo(stage, id, spec.id) !== 'hidden')
  const answers = shown.map((spec) => answerOf(view, section, spec))
  const said = answers.filter((answer): answer is Said => 'data' in answer)
  const closed = answers.filter((answer) => 'unavailable' in answer && answer.unavailable === 'not-covered')
  const counted = countedTypes(id).filter((recordType) => view.dossier.open.has(recordType))
  return {
    id,
    zh,
    en,
    count: counted.length === 0 ? null : counted.reduce((sum, one) => sum + view.dossier.totalOf(one), 0),
    attention: {
      tone: worstOf(said.map(({ tone }) => tone)),
      count: said.reduce((sum, one) => sum + looksOf(one), 0),
    },
    state:
      closed.length === answers.length
        ? 'not-covered'
        : said.length === 0
          ? 'empty'
          : closed.length > 0 || shown.length < section.panels.length
            ? 'partly'
            : 'open',
  }
}

/** How many rows, notes or facts of a panel need a look. */
function looksOf({ data }: Said): number {
  const toned = data.kind === 'table' ? data.rows : data.kind === 'series' ? data.notes : data.items
  return toned.filter(({ tone }) => tone !== undefined && needsLook(tone)).length
}
