import type { RelationEdge } from '../../src/information/relations/graph.contract.ts'
import { amountText, type Language } from '../components/amount.ts'
import { listed } from '../components/punctuation.ts'
import type { Say } from '../components/text-of.ts'
import type { RelationLine } from './relation-class.ts'

/** `52%`, `0.1%`, `33.33%`: basis points are hundredths of a per cent; products carry up to four decimals more. */
export function shareText(bps: number): string {
  const percent = bps / 100
  return `${Number(percent.toFixed(percent !== 0 && Math.abs(percent) < 0.01 ? 4 : 2))}%`
}

const knownRoles = [
  'legal-representative',
  'chair',
  'executive-director',
  'director',
  'supervisor',
  'manager',
  'finance-lead',
] as const

function roleKey(role: string): (typeof knownRoles)[number] | 'other' {
  return knownRoles.find((known) => known === role) ?? 'other'
}

/** One relation in words: 持股 52%, 担保 800 万元, 法定代表人、经理. */
export function edgeWords(edge: RelationEdge, t: Say, language: Language): string {
  if (edge.kind === 'position' && edge.roles && edge.roles.length > 0) {
    return listed(
      edge.roles.map((role) => t(`relations.words.roles.${roleKey(role)}`)),
      language,
    )
  }
  const word = t(`relations.words.${edge.kind}`)
  const figure = figureOf(edge, language)
  return figure === undefined ? word : t('relations.words.withFigure', { word, figure })
}

function figureOf(edge: RelationEdge, language: Language): string | undefined {
  if (edge.ratioBps !== undefined) return shareText(edge.ratioBps)
  return edge.amountFen === undefined ? undefined : amountText(edge.amountFen, language)
}

/** What a line says: a holding that stands in both registers with one share is said once, many roles by the first. */
export function lineWords({ edges }: RelationLine, t: Say, language: Language): string {
  const shares = edges.filter(({ kind }) => kind === 'shareholding').map(({ ratioBps }) => ratioBps)
  const said = edges.filter(({ kind, ratioBps }) => kind !== 'investment' || !shares.includes(ratioBps))
  const short = (edge: RelationEdge) =>
    edge.kind === 'position' && edge.roles && edge.roles.length > 1
      ? { ...edge, roles: edge.roles.slice(0, 1) }
      : edge
  return [...new Set(said.map((edge) => edgeWords(short(edge), t, language)))].join(' · ')
}
