import type { Change, Tag } from '../contract.ts'
import type { SectionId } from '../section.contract.ts'
import { once } from '../sections/series.ts'
import { needsLook, type View } from '../sections/view.ts'
import { financedTwiceSign } from './financed-twice.ts'
import { peopleFirstSign } from './people-first.ts'
import { relationSigns } from './relation-signs.ts'
import { seasonSign } from './season.ts'
import type { Sign } from './sign.ts'
import { steadySign } from './steady-without-collateral.ts'
import { unearnedIncomeSign } from './unearned-income.ts'

const single = [financedTwiceSign, unearnedIncomeSign, peopleFirstSign, seasonSign]

/** All signs, of the panels that the reader's stage sees. */
export function signsOf(view: View, allowed: (section: SectionId, panel: string) => boolean): Sign[] {
  const all = once(view.dossier, 'signs', () => {
    const found = [...relationSigns(view), ...single.flatMap((sign) => sign(view) ?? [])]
    // What speaks for a firm is not said beside what takes its word away.
    return found.some(({ tone }) => needsLook(tone)) ? found : [...found, ...[steadySign(view) ?? []].flat()]
  })
  return all.filter(({ section, panel }) => allowed(section, panel))
}

export function changeOf(view: View, sign: Sign): Change {
  return {
    id: `sign-${sign.code}`,
    section: sign.section,
    tone: sign.tone,
    on: sign.on,
    text: sign.text,
    figure: sign.figure,
    origin: sign.origin,
    department: view.sources.get(sign.origin.recordType)?.department ?? null,
  }
}

export function tagOfSign({ code, tag, text, origin }: Sign): Tag {
  return { code, tone: tag.tone, zh: tag.zh, en: tag.en, reason: text, evidence: [origin], until: null }
}
