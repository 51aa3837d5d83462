import type { RelationFinding } from '../../../information/relations/index.ts'
import type { Firm, PeerGroupRow } from '../../indicators/index.ts'
import type { Dossier } from '../dossier/dossier.ts'
import type { PanelData, SectionId } from '../section.contract.ts'
import type { PeerSeriesRow } from '../store.ts'
import type { Source, Tone } from '../value.contract.ts'
import type { Words } from './words.ts'

/** All that the page of an enterprise is composed of: facts as of a moment. Composing reads nothing and keeps nothing. */
export interface View {
  enterprise: string
  name: string
  uscc: string | null
  dossier: Dossier
  /** Months and figures that indicators keep; null where they could not be read. */
  firm: Firm | null
  peers: PeerGroupRow | undefined
  peerSeries: readonly PeerSeriesRow[]
  /** Sources of record types that have delivered, by record type. */
  sources: ReadonlyMap<string, Source>
  /** Years since it was established; null when that is not known. */
  ageYears: number | null
  /** What stands out in the graph of relations; null where it was not asked for or may not be said. */
  findings: readonly RelationFinding[] | null
  trace: Trace
}

/** Who may look and who did: of the consent room, as far as the reader may know it. */
export interface Trace {
  consents: readonly TracedConsent[] | null
  uses: readonly TracedUse[] | null
}
export interface TracedConsent {
  id: string
  organization: string
  purpose: string
  fieldGroups: readonly string[]
  status: string
  grantedAt: string
  expiresAt: string
}
export interface TracedUse {
  id: string
  at: string
  organization: string
  purpose: string
  fieldGroups: readonly string[]
  publicGroups: readonly string[]
  basis: string | null
  outcome: string
}

/** What a panel says when it has something to say. */
export interface Said {
  data: PanelData
  /** How urgent; the most urgent of its rows unless given. */
  tone?: Tone
  conclusion?: Words | null
}

/** One panel of a section: which records it needs, and how it is composed of what is open. */
export interface PanelSpec {
  id: string
  title: Words
  recordTypes: readonly string[]
  compose: (view: View) => Said | undefined
}

export interface SectionSpec extends Words {
  id: SectionId
  panels: readonly PanelSpec[]
}

const order: readonly Tone[] = ['red', 'orange', 'yellow', 'blue', 'good', 'plain']

export function tonePlace(tone: Tone): number {
  return order.indexOf(tone)
}

/** The most urgent of several; plain of none. */
export function worstOf(tones: readonly (Tone | undefined)[]): Tone {
  return tones.reduce<Tone>(
    (worst, tone) => (tone !== undefined && tonePlace(tone) < tonePlace(worst) ? tone : worst),
    'plain',
  )
}

export const needsLook = (tone: Tone) => tonePlace(tone) <= tonePlace('yellow')
