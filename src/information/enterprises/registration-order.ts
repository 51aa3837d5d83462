/**
 * Of what the entities of one enterprise say, whose word counts: who delivered the code itself describes the enterprise,
 * and not somebody who knows it by another number; then what took effect last.
 */
export function inOrderOfWord<Row extends { enterprise: string; effectiveOn: string | null }>(
  registrations: readonly Row[],
  identifiers: readonly { enterprise: string; scheme: string; delivered: boolean }[],
): Row[] {
  if (registrations.length < 2) return [...registrations]
  const registry = new Set(
    identifiers
      .filter(({ scheme, delivered }) => scheme === 'uscc' && delivered)
      .map((row) => row.enterprise),
  )
  const day = (row: Row) => row.effectiveOn ?? ''
  return [...registrations].sort(
    (one, other) =>
      Number(registry.has(other.enterprise)) - Number(registry.has(one.enterprise)) ||
      (day(one) === day(other) ? 0 : day(one) > day(other) ? -1 : 1) ||
      (one.enterprise < other.enterprise ? -1 : 1),
  )
}
