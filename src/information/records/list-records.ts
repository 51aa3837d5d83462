import type { Static } from 'typebox'
import { inShanghai } from '../../foundation/instant.ts'
import { authorizeReading, type LineageWork } from './authorize-reading.ts'
import { valueColumns } from './content-digest.ts'
import type { listRecordsContract } from './contract.ts'
import { parseMoment, parseMonth } from './parse-moment.ts'
import { planRead } from './plan-read.ts'
import { readPlan } from './read-plan.ts'
import { fieldsOf, namedType, versionsOf } from './record-version.ts'
import { listErasures } from './store-files.ts'

type Input = Static<(typeof listRecordsContract)['input']>
type Output = Static<(typeof listRecordsContract)['output']>

/** What was known of an enterprise at a moment, a page at a time, each value with the way that it came. */
export async function listRecords(work: LineageWork, wish: Input): Promise<Output> {
  const asOf = parseMoment(wish.asOf, work.now)
  const range = { ...parseMonth('from', wish.from), ...parseMonth('to', wish.to) }
  const { enterprise, recordType, subjects } = await authorizeReading(work, wish, asOf)
  const { claims = 'strongest', offset = 0, pageSize = 100 } = wish
  const columns = valueColumns(recordType)
  const plan = await planRead(work, { recordType, columns, asOf, subjects, oneEnterprise: true, claims })
  const read =
    subjects.length > 0 ? await readPlan(work, plan, { range, page: { offset, size: pageSize } }) : none
  const erasures = await listErasures(work.db, recordType.id)
  return {
    enterprise,
    recordType: namedType(recordType),
    asOf: inShanghai(asOf),
    fields: fieldsOf(recordType),
    items: await versionsOf(work, recordType, read),
    total: read.total,
    erasedBefore:
      erasures
        .map(({ eventBefore }) => eventBefore)
        .sort()
        .at(-1) ?? null,
  }
}

const none = { rows: [], batches: [], total: 0 }
