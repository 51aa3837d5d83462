import { type Instant, inShanghai, instant } from '../../foundation/instant.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import {
  type CatalogTables,
  getRecordTypeByDigest,
  getSource,
  type RecordType,
} from '../../trust/catalog/index.ts'
import type { RecordField, RecordVersion } from './contract.ts'
import type { PlanRead } from './read-plan.ts'
import { withoutPersons } from './record-row.ts'

/** The fields of a record type as a page needs them; the identifier is the enterprise. */
export function fieldsOf(recordType: RecordType): RecordField[] {
  return recordType.fields
    .filter((field) => field.type !== 'identifier')
    .map(({ name, zh, en, type, personal, codes }) => ({
      name,
      zh,
      en,
      type,
      key: recordType.key.includes(name),
      personal: personal === true,
      codes: codes
        ? codes.map(({ code, zh: inChinese, en: inEnglish }) => ({ code, zh: inChinese, en: inEnglish }))
        : null,
    }))
}

export function namedType({ id, zh, en, version }: RecordType) {
  return { id, zh, en, version }
}

/** Rows as they cross the wire: natural persons masked, every value with the department that gave it. */
export async function versionsOf(
  work: UnitOfWork<CatalogTables>,
  recordType: RecordType,
  { rows, batches }: PlanRead,
): Promise<RecordVersion[]> {
  const versions: RecordVersion[] = []
  for (const [place, row] of rows.entries()) {
    const {
      values,
      provenance,
      recordTypeDigest,
      key,
      version,
      versions: count,
    } = withoutPersons(recordType, row)
    const { zh, en } = await getSource(work, provenance.source)
    const takenUnder = await getRecordTypeByDigest(work, recordTypeDigest)
    const happened = recordType.eventTime === null ? null : values[recordType.eventTime]
    versions.push({
      key,
      values: Object.fromEntries(
        Object.entries(values).map(([name, value]) => [
          name,
          typeof value === 'bigint' ? String(value) : value,
        ]),
      ),
      happened: typeof happened === 'string' ? happened : null,
      provenance: {
        ...provenance,
        knownAt: inShanghai(provenance.knownAt as Instant),
        publishedAt: inShanghai(batches[place]!.publishedAt),
        department: { zh, en },
        recordTypeVersion: takenUnder.version,
        recordTypeDigest,
      },
      version,
      versions: count,
    })
  }
  return versions
}

/** The first moment as of which a read sees what happened on a day or in a month. */
export function happenedFrom(happened: string | null): Instant | null {
  if (happened === null) return null
  if (happened.length === 10) return instant(`${happened}T00:00:00.000+08:00`)
  const [year, month] = [Number(happened.slice(0, 4)), Number(happened.slice(5))]
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return instant(`${happened}-${lastDay}T00:00:00.000+08:00`)
}
