import { inShanghai } from '../../foundation/instant.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { requirePermission } from '../../trust/organizations/index.ts'
import type { BatchMeasures, Finding, Outcome } from './contract.ts'
import { organizationSeen } from './organization-seen.ts'
import { findMeasures, type LineTables, selectHeld } from './store.ts'

export interface HeldDelivery {
  batch: string
  recordType: string
  source: string
  organization: string
  heldAt: string
  rows: number
  quarantined: number
  findings: Finding[]
}

/** Deliveries that wait for a person, the oldest first; a department sees its own. */
export async function listHeld(
  work: UnitOfWork<LineTables>,
  filter: { recordType?: string; source?: string },
): Promise<HeldDelivery[]> {
  requirePermission(work.actor, 'quality:read')
  const organization = organizationSeen(work.actor, undefined) ?? undefined
  const held = await selectHeld(work.db, { ...filter, organization })
  return held.map(({ batch, recordType, source, organization: whose, at, measures, findings }) => ({
    batch,
    recordType,
    source,
    organization: whose,
    heldAt: inShanghai(at),
    rows: measures.rows,
    quarantined: measures.quarantined,
    findings,
  }))
}

/** What was measured of a batch and became of it, for the room that delivers it. */
export async function findMeasured(
  work: UnitOfWork<LineTables>,
  batch: string,
): Promise<{ outcome: Outcome; at: string; measures: BatchMeasures; findings: Finding[] } | undefined> {
  return findMeasures(work.db, batch)
}
