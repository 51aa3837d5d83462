import type { FastifyRequest } from 'fastify'
import type { Database } from '../../foundation/database.ts'
import { runRead } from '../../foundation/run-work.ts'
import type { Actor, UnitOfWork } from '../../foundation/unit-of-work.ts'
import {
  anonymousActor,
  getActorByKey,
  getActorBySession,
  type OrganizationTables,
} from '../../trust/organizations/index.ts'
import { refuse } from './refusals.ts'

export const sessionCookie = 'sanxin_session'

/**
 * Who asks: by an API key (`Authorization: Bearer sx_…`), else by the session cookie; undefined when the
 * request carries neither. A key or session that is not valid is refused, not taken as nobody.
 */
export async function identify(database: Database, request: FastifyRequest): Promise<Actor | undefined> {
  const header = request.headers.authorization
  const token = request.cookies[sessionCookie]
  if (header !== undefined) {
    const secret = /^Bearer (\S+)$/.exec(header)?.[1]
    return secret === undefined
      ? refuse('sign-in-required')
      : find(database, (work) => getActorByKey(work, secret))
  }
  if (token === undefined) return undefined
  requireSameSite(request)
  return find(database, (work) => getActorBySession(work, token))
}

/** Besides the SameSite cookie: a browser says where a state-changing request comes from (ASVS 4.0 §4.2.2). */
export function requireSameSite(request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const { origin, host } = request.headers
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') refuse('cross-site')
  if (origin !== undefined && origin !== 'null' && URL.parse(origin)?.host !== host) refuse('cross-site')
}

function find(
  database: Database,
  verb: (work: UnitOfWork<OrganizationTables>) => Promise<Actor>,
): Promise<Actor> {
  return runRead(database, anonymousActor(), verb)
}
