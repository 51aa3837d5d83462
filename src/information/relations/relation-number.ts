import { findingKinds, nodeKinds, relationKinds } from './graph.contract.ts'

/** Kinds as the store holds them: their places in the lists of the contract, which therefore only ever grow. */
export const relationNumber = Object.fromEntries(
  relationKinds.map((kind, place) => [kind, place]),
) as Readonly<Record<(typeof relationKinds)[number], number>>
export const findingNumber = Object.fromEntries(findingKinds.map((kind, place) => [kind, place])) as Readonly<
  Record<(typeof findingKinds)[number], number>
>
export const nodeNumber = Object.fromEntries(nodeKinds.map((kind, place) => [kind, place])) as Readonly<
  Record<(typeof nodeKinds)[number], number>
>

/** Roles of a position, the weightiest first: each is a bit. */
export const roles = [
  'legal-representative',
  'chair',
  'executive-director',
  'manager',
  'director',
  'supervisor',
  'finance-lead',
] as const

export function rolesOfBits(bits: number): string[] {
  return roles.filter((_, place) => (bits & (1 << place)) !== 0)
}
