import type { Actor } from '../../foundation/unit-of-work.ts'
import accessFile from './access.json' with { type: 'json' }
import type { Hidden, SectionId, Stage } from './section.contract.ts'

export type Access = 'shown' | 'summary' | 'hidden'

interface Matrix {
  viewers: Record<string, { stage: Stage }>
  sections: Record<SectionId, Record<Stage, Access>>
  panels: Record<string, Record<Stage, Access>>
  reasons: Record<Stage, Record<'hidden' | 'summary', { zh: string; en: string }>>
}

/** Who sees what, as data. A viewer that is not in it sees nothing. */
export const accessMatrix = accessFile as Matrix

export interface Viewer {
  viewer: string
  stage: Stage
}

/** As whom an actor reads the page; undefined for a role that has no place in the matrix. */
export function viewerOf(actor: Actor): Viewer | undefined {
  const viewer =
    actor.kind === 'operator' ? 'operator' : actor.kind === 'key' ? 'bank-system' : (actor.role ?? '')
  const found = accessMatrix.viewers[viewer]
  return found && { viewer, stage: found.stage }
}

export function accessTo(stage: Stage, section: SectionId, panel?: string): Access {
  const whole = accessMatrix.sections[section][stage]
  if (panel === undefined || whole === 'hidden') return whole
  const own = accessMatrix.panels[`${section}.${panel}`]?.[stage] ?? whole
  return own === 'shown' ? whole : own
}

/** What the matrix keeps from a stage, with the reason. */
export function hiddenOf(stage: Stage, of?: SectionId): Hidden[] {
  const hidden: Hidden[] = []
  for (const section of Object.keys(accessMatrix.sections) as SectionId[]) {
    if (of !== undefined && section !== of) continue
    const whole = accessMatrix.sections[section][stage]
    if (whole !== 'shown')
      hidden.push({ section, panel: null, access: whole, ...accessMatrix.reasons[stage][whole] })
    if (whole === 'hidden') continue
    for (const [name, stages] of Object.entries(accessMatrix.panels)) {
      const [where, panel] = name.split('.') as [SectionId, string]
      const access = stages[stage]
      if (where === section && access !== 'shown' && access !== whole)
        hidden.push({ section, panel, access, ...accessMatrix.reasons[stage][access] })
    }
  }
  return hidden
}
