import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Database } from '../../foundation/database.ts'
import { isIdentifier } from '../../foundation/identifier.ts'
import { Refusal } from '../../foundation/refusal.ts'
import { runWork } from '../../foundation/run-work.ts'
import type { Actor, UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type EnterpriseTables, getEnterprise } from '../../information/enterprises/index.ts'
import { recordRefusal } from '../../trust/audit/index.ts'
import { anonymousActor, requirePermission } from '../../trust/organizations/index.ts'
import type { AnyEndpoint } from '../endpoint-table.ts'
import type { EntranceTables } from '../store.ts'
import { answerOnce } from './answer-once.ts'
import { identify } from './identify.ts'
import { splitInput } from './input.ts'
import { refuse } from './refusals.ts'

/** Who asks, from the check of the permission to the unit of work. */
const actors = new WeakMap<FastifyRequest, Actor>()

/** Rows, and reference lists of many thousands of codes. */
const bulky = ['batch:ingest', 'catalog:manage']
const uploadBytesMax = 32 * 1024 * 1024

/** Makes a route of an endpoint: who asks, may they, one unit of work, the answer. */
export function mountEndpoint(
  app: FastifyInstance,
  database: Database,
  entry: AnyEndpoint & { room: string },
): void {
  const { contract } = entry
  const parts = splitInput(contract)
  app.route({
    method: contract.method,
    url: contract.path,
    ...(bulky.includes(contract.permission) ? { bodyLimit: uploadBytesMax } : {}),
    schema: {
      operationId: contract.name,
      summary: contract.summary.en,
      description: contract.summary.zh,
      tags: [entry.room],
      ...(Object.keys(parts.params.properties).length > 0 ? { params: parts.params } : {}),
      // Also where none is named: what stands in an address is merged into the input, so it is checked too.
      querystring: parts.querystring,
      ...(contract.method === 'POST' ? { body: parts.body } : {}),
      response: { 200: contract.output },
    },
    // Before the form is looked at: who may not do it learns nothing about how.
    preValidation: async (request) => {
      actors.set(request, await requireActor(database, request, contract.permission))
    },
    handler: async (request) => {
      const actor = actors.get(request)!
      const input = gatherInput(request, contract.input.properties)
      const onRefusal = recordRefusal(database)
      if ('course' in entry)
        return onCourse(() => entry.course(database, actor, input as never), onRefusal, actor)
      const { verb } = entry
      return runWork(
        database,
        actor,
        (work: UnitOfWork<EntranceTables>) => fulfill(work, { ...entry, verb }, request, input),
        { onRefusal },
      )
    },
  })
}

/** A refusal on the way is put on record like one of a single unit of work. */
async function onCourse(
  act: () => Promise<unknown>,
  onRefusal: (refusal: Refusal, actor: Actor) => Promise<void>,
  actor: Actor,
): Promise<unknown> {
  try {
    return await act()
  } catch (error) {
    if (error instanceof Refusal) await onRefusal(error, actor)
    throw error
  }
}

async function requireActor(database: Database, request: FastifyRequest, permission: string): Promise<Actor> {
  if (permission === 'public') return anonymousActor()
  const actor = await identify(database, request)
  if (actor === undefined) return refuse('sign-in-required')
  if (permission !== 'signed-in') requirePermission(actor, permission)
  return actor
}

/** Path, query and body as the one object that the contract names; the Idempotency-Key header where it wants one. */
function gatherInput(
  request: FastifyRequest,
  properties: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const given = {
    ...(request.query as object),
    ...(request.body as object | undefined),
    ...(request.params as object),
  } as Record<string, unknown>
  const requestKey = requestKeyOf(request)
  return requestKey !== undefined && 'idempotencyKey' in properties
    ? { idempotencyKey: requestKey, ...given }
    : given
}

function requestKeyOf(request: FastifyRequest): string | undefined {
  const header = request.headers['idempotency-key']
  if (header === undefined) return undefined
  if (typeof header !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(header))
    return refuse('input-invalid', { in: 'header', field: 'Idempotency-Key' })
  return header
}

async function fulfill(
  work: UnitOfWork<EntranceTables>,
  { contract, verb, room }: Extract<AnyEndpoint, { verb: unknown }> & { room: string },
  request: FastifyRequest,
  input: Record<string, unknown>,
): Promise<unknown> {
  if (room === 'consent' && typeof input.enterprise === 'string')
    input.enterprise = await internalId(work, input.enterprise)
  const act = () => verb(work as UnitOfWork<unknown>, input as never)
  const requestKey = requestKeyOf(request)
  const ownKey = 'idempotencyKey' in contract.input.properties
  if (requestKey === undefined || ownKey || contract.idempotent !== true) return act()
  return answerOnce(work, { operation: contract.name, requestKey, input }, act)
}

/** The consent room stands below identity and knows enterprises by our identifier alone; callers may name a code. */
async function internalId(work: UnitOfWork<EntranceTables>, identifier: string): Promise<string> {
  if (isIdentifier(identifier)) return identifier
  return (await getEnterprise(work as UnitOfWork<EntranceTables & EnterpriseTables>, identifier)).enterprise
}
