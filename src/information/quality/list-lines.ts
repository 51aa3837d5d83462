import type { Static } from 'typebox'
import { type Day, dayAt } from '../../foundation/business-calendar.ts'
import { inShanghai } from '../../foundation/instant.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type CatalogTables, getRecordType, type RecordType } from '../../trust/catalog/index.ts'
import { requirePermission } from '../../trust/organizations/index.ts'
import {
  type DeliveryQuality,
  type listSourceQualityContract,
  refuse,
  type SourceQuality,
  type SourceQualityDetail,
} from './contract.ts'
import { freshnessOn } from './due-date.ts'
import { bps, coverageBps } from './line-summary.ts'
import { enterprisesOf } from './measured-share.ts'
import { organizationSeen } from './organization-seen.ts'
import { medianOf } from './robust.ts'
import { completenessOf } from './score.ts'
import {
  findLakeMeasure,
  type LineSeen,
  type LineTables,
  type StoredMeasures,
  selectDeliveries,
  selectLines,
} from './store.ts'

type Filter = Static<(typeof listSourceQualityContract)['input']>

/** The quality of each source and record type; a department sees its own sources. */
export async function listLines(
  work: UnitOfWork<LineTables>,
  filter: Filter,
): Promise<{ items: SourceQuality[]; next: string | null }> {
  requirePermission(work.actor, 'quality:read')
  const organization = organizationSeen(work.actor, filter.organization)
  if (organization === null) return { items: [], next: null }
  const today = dayAt(work.now)
  const limit = filter.pageSize ?? 50
  const [source, recordType] = (filter.after ?? '').split(' ')
  const seen = await selectLines(work.db, {
    recordType: filter.recordType,
    source: filter.source,
    state: filter.state,
    organization,
    today,
    after: source && recordType ? { source, recordType } : undefined,
    limit: limit + 1,
  })
  const page = seen.slice(0, limit)
  const last = page.at(-1)
  return {
    items: page.map((line) => lineView(line, today)),
    next: seen.length > limit && last ? `${last.source} ${last.recordType}` : null,
  }
}

export async function getLine(
  work: UnitOfWork<LineTables & CatalogTables>,
  wish: { recordType: string; source: string; deliveries?: number },
): Promise<SourceQualityDetail> {
  requirePermission(work.actor, 'quality:read')
  const { recordType, source } = wish
  const organization = organizationSeen(work.actor, undefined)
  const today = dayAt(work.now)
  const filter = { recordType, source, organization: organization ?? undefined, today, limit: 1 }
  const [line] = await selectLines(work.db, filter)
  if (line === undefined) return refuse('quality-line-unknown', { recordType, source })
  const stored = await selectDeliveries(work.db, wish, { limit: wish.deliveries ?? 24, live: false })
  const lake = await findLakeMeasure(work.db, wish)
  return {
    ...lineView(line, today),
    fields: fieldsOf(await getRecordType(work, recordType), stored),
    trend: stored.map(deliveryView).reverse(),
    months: lake?.months ?? [],
    consistency: lake?.consistency ?? [],
  }
}

function lineView(line: LineSeen, today: Day): SourceQuality {
  const { recordType, source, organization, deliveries, held, casesOpen, summary } = line
  const freshness = freshnessOn(today, line)
  const { timeliness } = summary.scores
  // What has not come is not timely, however quick the rows were that came.
  const kept = freshness.state === 'missing' ? 0 : freshness.state === 'late' ? 0.5 : 1
  return {
    recordType,
    source,
    organization,
    deliveries,
    held,
    casesOpen,
    freshness,
    ...summary,
    scores: { ...summary.scores, timeliness: timeliness === null ? null : Math.round(timeliness * kept) },
  }
}

function deliveryView(stored: StoredMeasures): DeliveryQuality {
  const { batch, at, outcome, measures, findings } = stored
  const { rows, measured, quarantined, duplicate, corrected, lagDays } = measures
  const completeness = completenessOf(measures)
  return {
    batch,
    at: inShanghai(at),
    outcome,
    rows,
    measured,
    quarantined,
    duplicate,
    corrected,
    enterprises: Math.round(enterprisesOf(measures)),
    coverageBps: coverageBps(stored),
    completenessBps: completeness === null ? null : Math.round(10_000 * completeness),
    lagDays,
    quarantine: measures.quarantine,
    eventMonths: measures.eventMonths,
    findings,
  }
}

function fieldsOf(
  recordType: RecordType,
  newestFirst: readonly StoredMeasures[],
): SourceQualityDetail['fields'] {
  // The identifier is the subject of the row: without it there is none.
  const valued = recordType.fields.filter(({ type }) => type !== 'identifier')
  return valued.map(({ name, zh, en, required }) => {
    const filled = newestFirst.flatMap(({ measures }) => {
      const field = measures.fields[name]
      return field && measures.measured > 0 ? [bps(field.filled, measures.measured)] : []
    })
    return {
      field: name,
      zh,
      en,
      required,
      completenessBps: filled[0] ?? null,
      completenessBpsMedian: filled.length === 0 ? null : Math.round(medianOf(filled)),
      distinctApprox: newestFirst[0]?.measures.fields[name]?.distinctApprox ?? 0,
    }
  })
}
