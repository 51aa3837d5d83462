import { accessTo } from './access.ts'
import { answerOf } from './compose-section.ts'
import type { Missing } from './contract.ts'
import type { Stage } from './section.contract.ts'
import { sections } from './sections/section-table.ts'
import type { View } from './sections/view.ts'
import type { Unavailable } from './value.contract.ts'

const told: readonly Unavailable['unavailable'][] = [
  'not-covered',
  'late',
  'failed',
  'not-connected',
  'too-young',
]

/** What the page cannot say and what to do about it: one sentence for each section and state; no event is nothing missing. */
export function missingOf(view: View, stage: Stage): Missing[] {
  const found: Missing[] = []
  for (const section of sections) {
    if (accessTo(stage, section.id) === 'hidden' || section.id === 'trace') continue
    const panels = section.panels
      .filter(({ id }) => accessTo(stage, section.id, id) !== 'hidden')
      .map((spec) => ({ spec, answer: answerOf(view, section, spec) }))
    for (const state of told) {
      const same = panels.flatMap(({ spec, answer }) =>
        'unavailable' in answer && answer.unavailable === state ? [{ spec, answer }] : [],
      )
      if (same.length === 0) continue
      const [{ answer }] = same as [(typeof same)[number]]
      const titles = same.map(({ spec }) => spec.title)
      found.push({
        section: section.id,
        state,
        zh: `${section.zh}：${titles.map(({ zh }) => zh).join('、')}。${answer.zh}`,
        en: `${section.en}: ${titles.map(({ en }) => en).join(', ')}. ${answer.en}`,
        todo: answer.todo,
        missing: [...new Set(same.flatMap(({ answer: one }) => one.missing ?? []))],
      })
    }
  }
  const place = ({ state }: Missing) => told.indexOf(state as Unavailable['unavailable'])
  return found.sort((left, right) => place(left) - place(right))
}
