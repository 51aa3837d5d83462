import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Database } from '../../foundation/database.ts'
import { runWork } from '../../foundation/run-work.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import {
  currentSessionContract,
  endSessionContract,
  type StartSession,
  startSessionContract,
} from '../../trust/organizations/contract.ts'
import {
  anonymousActor,
  getSession,
  type OrganizationTables,
  signIn,
  signOut,
} from '../../trust/organizations/index.ts'
import { identify, requireSameSite, sessionCookie } from './identify.ts'
import { refuse } from './refusals.ts'

const signInsPerMinuteMax = 30

/** The three operations that touch the cookie; the token itself never appears in a body. */
export function mountSessions(app: FastifyInstance, database: Database): void {
  app.post(
    startSessionContract.path,
    {
      schema: describe(startSessionContract, startSessionContract.input),
      config: { rateLimit: { max: signInsPerMinuteMax, timeWindow: '1 minute' } },
    },
    async (request, reply) => {
      requireSameSite(request)
      const wish = request.body as StartSession
      const { token, session } = await signIn(database, { ...wish, address: request.ip })
      setCookie(request, reply, token, session.expiresAt)
      return session
    },
  )
  app.get(currentSessionContract.path, { schema: describe(currentSessionContract) }, async (request) => {
    await identify(database, request)
    const token = requireToken(request)
    return runWork(database, anonymousActor(), (work: UnitOfWork<OrganizationTables>) =>
      getSession(work, token),
    )
  })
  app.post(endSessionContract.path, { schema: describe(endSessionContract) }, async (request, reply) => {
    requireSameSite(request)
    const token = requireToken(request)
    await runWork(database, anonymousActor(), (work: UnitOfWork<OrganizationTables>) => signOut(work, token))
    reply.clearCookie(sessionCookie, { path: '/' })
    return { ended: true }
  })
}

function requireToken(request: FastifyRequest): string {
  return request.cookies[sessionCookie] ?? refuse('sign-in-required')
}

function setCookie(request: FastifyRequest, reply: FastifyReply, token: string, expiresAt: string): void {
  reply.setCookie(sessionCookie, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: request.protocol === 'https',
    expires: new Date(expiresAt),
  })
}

function describe(
  { name, summary, output }: { name: string; summary: { zh: string; en: string }; output: object },
  body?: object,
) {
  return {
    operationId: name,
    summary: summary.en,
    description: summary.zh,
    tags: ['organizations'],
    ...(body === undefined ? {} : { body }),
    response: { 200: output },
  }
}
