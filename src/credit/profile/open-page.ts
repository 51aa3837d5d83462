import { type Instant, inShanghai, shanghaiDay } from '../../foundation/instant.ts'
import type { Month } from '../../foundation/month.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { getEnterprise } from '../../information/enterprises/index.ts'
import { findRelationFindings, type RelationFinding } from '../../information/relations/index.ts'
import { getSource, standardRecordType } from '../../trust/catalog/index.ts'
import {
  type Authorization,
  type Coverage,
  findCoverage,
  noteAttempt,
  purposeOf,
  requireAuthorization,
  stageOf,
} from '../../trust/consent/index.ts'
import { findPeers, parseAsOf, readFirm } from '../indicators/index.ts'
import { type Viewer, viewerOf } from './access.ts'
import { refuse } from './contract.ts'
import { readDossier } from './dossier/read-dossier.ts'
import { findDeliveries } from './find-deliveries.ts'
import { findPeerSeries } from './find-peer-series.ts'
import { lateSince } from './late.ts'
import { orFailed } from './panel.ts'
import { registrationOf } from './sections/registration.ts'
import type { View } from './sections/view.ts'
import type { ProfileTables } from './tables.ts'
import { readTrace } from './trace.ts'
import type { Source } from './value.contract.ts'

type Work = UnitOfWork<ProfileTables>

/** Which parts of a page are wanted: what is not wanted is not read. */
export interface Wanted {
  /** Gatherings of the dossier; all unless given. */
  gatherings?: readonly string[]
  /** Field groups whose lack is an attempt without consent; none where all that is asked for is public. */
  asksFor: readonly string[]
  firm: boolean
  peers: boolean
  trace: boolean
  relations: boolean
}

/** An opened page: whose, as whom, as of when, and all that it is composed of. */
export interface Page extends Viewer {
  enterprise: string
  at: Instant
  month: Month
  coverage: Coverage
  authorization: Authorization
  view: View
  firmFailed: boolean
}

/**
 * One use of an enterprise's data, minted and put on record once, for what the reader's consents cover and what is
 * public. Who asked for what no consent opens is on record too, and is shown what is public.
 */
export async function openPage(
  work: Work,
  wish: { enterprise: string; asOf?: string | undefined },
  wanted: Wanted,
): Promise<Page> {
  const { at, month } = parseAsOf(wish.asOf, work.now)
  const opened = await getEnterprise(work, wish.enterprise)
  const { enterprise, name, uscc } = opened
  const viewer = viewerOf(work.actor) ?? refuse('profile-viewer-unknown', { role: work.actor.role ?? null })
  const { coverage, authorization, isStranger } = await authorizePage(work, { enterprise, viewer, wanted })
  const dossier = await readDossier(work, authorization, {
    enterprise,
    at,
    ...(wanted.gatherings ? { only: [...wanted.gatherings, 'registration'] } : {}),
  })
  const firm = wanted.firm
    ? await orFailed(() => readFirm(work, authorization, { enterprise, asOf: at }))
    : null
  const view: View = {
    enterprise,
    name: name ?? uscc ?? enterprise,
    uscc,
    dossier,
    firm: firm === 'failed' ? null : firm,
    peers: undefined,
    peerSeries: [],
    sources: await readSources(work, [...dossier.open], at),
    ageYears: null,
    findings: null,
    trace: { consents: null, uses: null },
  }
  const registration = registrationOf(view)
  view.ageYears = registration?.ageYears ?? null
  if (wanted.peers) {
    const industry = registration?.industry.code ?? null
    view.peers = await findPeers(work, industry)
    view.peerSeries = await findPeerSeries(work, industry)
  }
  if (wanted.relations && !isStranger)
    view.findings = await readFindings(work, { enterprise: opened, authorization }, at)
  if (wanted.trace) view.trace = await readTrace(work, { enterprise, viewer })
  return { ...viewer, enterprise, at, month, coverage, authorization, view, firmFailed: firm === 'failed' }
}

async function authorizePage(
  work: Work,
  { enterprise, viewer, wanted }: { enterprise: string; viewer: Viewer; wanted: Wanted },
): Promise<{ coverage: Coverage; authorization: Authorization; isStranger: boolean }> {
  const purpose = purposeOf(stageOf(work.actor.role))
  const coverage = await findCoverage(work, { enterprise, purpose })
  const { covered, missing } = coverage
  // An account of an enterprise sees its own: of others it is not shown even what is public.
  const isStranger = viewer.stage === 'own' && coverage.basis !== 'self'
  const authorization = await requireAuthorization(work, {
    enterprise,
    purpose,
    fieldGroups: isStranger ? missing : covered,
    withPublic: !isStranger,
  })
  const lacking = wanted.asksFor.filter((group) => (missing as string[]).includes(group))
  const nothing = lacking.length > 0 && !wanted.asksFor.some((group) => (covered as string[]).includes(group))
  if (nothing && viewer.stage !== 'government')
    await noteAttempt(work, { enterprise, purpose, fieldGroups: lacking })
  return { coverage, authorization, isStranger }
}

/** Findings are of the present graph: as of a past day nothing is said of them. */
async function readFindings(
  work: Work,
  opened: Parameters<typeof findRelationFindings>[1],
  at: Instant,
): Promise<readonly RelationFinding[] | null> {
  return at < work.now ? null : (await findRelationFindings(work, opened)).items
}

async function readSources(
  work: Work,
  recordTypes: readonly string[],
  at: Instant,
): Promise<ReadonlyMap<string, Source>> {
  const deliveries = await findDeliveries(work, recordTypes, at)
  const day = shanghaiDay(at)
  const sources = new Map<string, Source>()
  for (const recordType of recordTypes) {
    const latest = deliveries[recordType]
    if (!latest) continue
    const { zh, en } = await getSource(work, latest.source)
    const late = lateSince(standardRecordType(recordType), latest.knownAt, day)
    sources.set(recordType, {
      recordType,
      department: { zh, en },
      batch: latest.batch,
      updatedAt: inShanghai(latest.knownAt),
      ...(late === undefined ? {} : { lateSince: late }),
    })
  }
  return sources
}
