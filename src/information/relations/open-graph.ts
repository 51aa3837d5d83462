import { type Instant, instant, shanghaiDay } from '../../foundation/instant.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { standardRecordType } from '../../trust/catalog/index.ts'
import {
  type Authorization,
  authorizePublic,
  coversRecordType,
  type Purpose,
  purposeOf,
  stageOf,
} from '../../trust/consent/index.ts'
import { type Enterprise, getEnterprise } from '../enterprises/index.ts'
import { refuse } from './contract.ts'
import { relationKinds } from './graph.contract.ts'
import { nodeNumber } from './relation-number.ts'
import { recordOf } from './sharing.ts'
import { Sight } from './sight.ts'
import { type BuildRow, findBuild, holdSlot } from './store.ts'
import { findNodesByRef, type NodeRow } from './store-graph.ts'
import type { RelationsTables } from './tables.ts'

export type Work = UnitOfWork<RelationsTables>

export interface GraphWish {
  enterprise: string
  purpose?: Purpose | undefined
  asOf?: string | undefined
}

/** The graph as one reader sees it for one answer, from one enterprise on. */
export interface OpenGraph {
  work: Work
  /** Undefined before the first build: then there are no relations. */
  build: BuildRow | undefined
  sight: Sight
  enterprise: Enterprise
  root: NodeRow
  day: string
  /** End of a past day; undefined for the present. */
  knownBy: Instant | undefined
}

/** A page that has found its enterprise and is on record for it. */
export interface OpenedPage {
  enterprise: Enterprise
  authorization: Authorization
}

/**
 * Opens the graph for a reader; looking at the relations of an enterprise is on record as a look at what is public of
 * it. A page that has an authorization for that already is on record by it, and not twice.
 */
export async function openGraph(work: Work, wish: GraphWish, opened?: OpenedPage): Promise<OpenGraph> {
  const enterprise = opened?.enterprise ?? (await getEnterprise(work, wish.enterprise))
  const day = wish.asOf === undefined ? shanghaiDay(work.now) : requireDay(wish.asOf, work.now)
  if (!opened || !coversPublic(opened.authorization, enterprise.enterprise))
    await authorizePublic(work, { enterprise: enterprise.enterprise, recordTypes })
  const build = await holdBuild(work)
  const purpose = wish.purpose ?? purposeOf(stageOf(work.actor.role))
  const sight = await Sight.open(work, { slot: build?.slot, purpose })
  const root = await nodeOf(work, build, enterprise)
  sight.keep([root])
  const isPast = build !== undefined && day < shanghaiDay(build.builtAt)
  const knownBy = isPast ? instant(`${day}T23:59:59.999+08:00`) : undefined
  return { work, build, sight, enterprise, root, day, knownBy }
}

const recordTypes = relationKinds.map((kind) => recordOf[kind].recordType)

function coversPublic(authorization: Authorization, enterprise: string): boolean {
  return recordTypes
    .map(standardRecordType)
    .every(
      (recordType) =>
        recordType.sharing !== 'public' || coversRecordType(authorization, enterprise, recordType),
    )
}

/** Numbers of nodes that the graph does not have. */
let absent = -1

/**
 * The node of an enterprise. One without any relation is made up: whether the graph has it may hang on relations that
 * the reader may not see, so it must make no difference.
 */
export async function nodeOf(
  work: Work,
  build: BuildRow | undefined,
  { enterprise, uscc, name }: Pick<Enterprise, 'enterprise' | 'uscc' | 'name'>,
): Promise<NodeRow> {
  const [found] = build ? await findNodesByRef(work.db, build.slot, [enterprise]) : []
  return found ?? { ...lonely, number: absent--, ref: enterprise, uscc, name: name ?? uscc ?? enterprise }
}

const lonely = { kind: nodeNumber.enterprise, degrees: relationKinds.flatMap(() => [0, 0]) }

/** The slot that is read, held until the transaction ends: a build may change it at any moment before. */
async function holdBuild(work: Work): Promise<BuildRow | undefined> {
  for (;;) {
    const build = await findBuild(work.db)
    if (build === undefined || (await holdSlot(work.db, build.slot))) return build
  }
}

function requireDay(text: string, now: Instant): string {
  const moment = new Date(`${text}T00:00:00.000Z`)
  const isDay = !Number.isNaN(moment.getTime()) && moment.toISOString().slice(0, 10) === text
  if (!isDay || text > shanghaiDay(now)) refuse('relation-day-invalid', { day: text })
  return text
}
