import { lastDayOfMonth, monthOfDay } from './calendar-table.ts'
import { requireColumn } from './cells.ts'
import type { NullReason } from './contract.ts'
import type { Span } from './firm-rows.ts'

/** Days of the mean Gregorian year. */
const daysOfYear = 365.2425

interface Version {
  effectiveOn: number
  establishedOn: number
  status: number
  capital: number
  representative: number
  address: number
}

const activeStatus = 0

/** What the register says at the end of T, and what changed: a version is in force from its effective date. */
export type RegistrationFigure =
  | 'age-years'
  | 'is-active'
  | 'status-changed-24'
  | 'capital'
  | 'log-capital'
  | 'changes-12'
  | 'changes-24'
  | 'representative-changed-12'
  | 'representative-changed-24'
  | 'address-changed-24'
  | 'capital-reduced-24'
  | 'change-recency'

/** Versions in force by the end of T, oldest first; ties are settled by content, so that arrival order never matters. */
function versionsOf(spans: readonly Span[], asOfMonth: number): Version[] {
  const end = lastDayOfMonth(asOfMonth)
  const versions: Version[] = []
  for (const span of spans) {
    const columns = [
      'effective_on',
      'established_on',
      'status',
      'registered_capital',
      'legal_representative',
      'address',
    ]
    const [effective, established, status, capital, representative, address] = columns.map((name) =>
      requireColumn(span, name),
    )
    for (let row = span.from; row < span.to; row++) {
      if (effective![row]! > end) continue
      versions.push({
        effectiveOn: effective![row]!,
        establishedOn: established![row]!,
        status: status![row]!,
        capital: capital![row]!,
        representative: representative![row]!,
        address: address![row]!,
      })
    }
  }
  const keys = ['effectiveOn', 'status', 'capital', 'representative', 'address', 'establishedOn'] as const
  return versions.sort((left, right) => {
    for (const key of keys) if (left[key] !== right[key]) return (left[key] || 0) - (right[key] || 0)
    return 0
  })
}

export function readRegistration(
  spans: readonly Span[],
  asOfMonth: number,
): Record<RegistrationFigure, number | NullReason> | NullReason {
  const versions = versionsOf(spans, asOfMonth)
  const now = versions.at(-1)
  if (!now) return 'no-record'
  const changes = versions.slice(1).map((version, index) => ({ before: versions[index]!, version }))
  const monthsAgo = (version: Version) => asOfMonth - monthOfDay[version.effectiveOn]!
  const count = (window: number, changed: (before: Version, after: Version) => boolean) =>
    changes.filter(({ before, version }) => monthsAgo(version) < window && changed(before, version)).length
  const differs = (one: number, other: number) => !Object.is(one, other)
  return {
    'age-years': Math.max(0, lastDayOfMonth(asOfMonth) - now.establishedOn) / daysOfYear,
    'is-active': now.status === activeStatus ? 1 : 0,
    'status-changed-24': count(24, (before, after) => before.status !== after.status),
    capital: Number.isNaN(now.capital) ? 'no-record' : now.capital,
    'log-capital': Number.isNaN(now.capital) ? 'no-record' : Math.log10(1 + now.capital / 100),
    'changes-12': count(12, () => true),
    'changes-24': count(24, () => true),
    'representative-changed-12': count(12, (before, after) =>
      differs(before.representative, after.representative),
    ),
    'representative-changed-24': count(24, (before, after) =>
      differs(before.representative, after.representative),
    ),
    'address-changed-24': count(24, (before, after) => differs(before.address, after.address)),
    'capital-reduced-24': count(24, (before, after) => after.capital < before.capital),
    'change-recency': changes.length > 0 ? monthsAgo(changes.at(-1)!.version) : 'never',
  }
}
