import type { Source } from '../../trust/catalog/index.ts'
import { organizationCodeCheckSql } from '../enterprises/index.ts'
import type { WarningReason } from './check.ts'
import type { Staging } from './staging.ts'

/** One row for each reason that only warns: how many rows that are not quarantined it holds of. */
export function warningsSql(staging: Staging, source: Source): string {
  const sound = 'FROM staged JOIN subject USING (id) WHERE staged.problem IS NULL AND subject.problem = 0'
  const parts = [...reasonBits(staging)].map(
    ([reason, bits]) => `SELECT '${reason}' AS reason, count(*) AS rows ${sound} AND (warned & ${bits}) > 0`,
  )
  if (source.identifierScheme === 'uscc') {
    parts.push(
      `SELECT 'identifier-repaired', sum(rows) FROM subject WHERE problem = 0 AND id <> value`,
      `SELECT 'organization-code-check', sum(rows) FROM subject WHERE problem = 0 AND NOT ${organizationCodeCheckSql('value')}`,
    )
  }
  if (parts.length === 0) return `SELECT NULL::VARCHAR, 0 WHERE FALSE`
  return `SELECT reason, rows::INTEGER FROM (${parts.join(' UNION ALL ')}) t(reason, rows) WHERE rows > 0 ORDER BY 2 DESC, 1`
}

/** Several fields may warn for the same reason. */
function reasonBits({ warnings }: Staging): Map<WarningReason, number> {
  const bits = new Map<WarningReason, number>()
  for (const [place, { reason }] of warnings.entries()) bits.set(reason, (bits.get(reason) ?? 0) + 2 ** place)
  return bits
}
