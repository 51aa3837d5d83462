import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import type { TObject } from 'typebox'
import type { Database } from '../../foundation/database.ts'
import { endpointTable } from '../endpoint-table.ts'
import { answerBrokenRequest } from './answer-broken-request.ts'
import { answerWithProblem } from './answer-with-problem.ts'
import { boundTime } from './bound-time.ts'
import { type InputParts, inputCheck } from './input.ts'
import { mountDirectory } from './mount-directory.ts'
import { mountEndpoint } from './mount-endpoint.ts'
import { mountHealth } from './mount-health.ts'
import { mountSessions } from './mount-sessions.ts'
import { mountUploads } from './mount-uploads.ts'
import { mountWeb } from './mount-web.ts'
import { openApiOptions } from './open-api.ts'
import { refuse } from './refusals.ts'

export interface ServerOptions {
  /** Where the built pages are; without it only the API is served. */
  webFolder?: string
  /** Requests a minute of one caller, in place of the usual bounds. */
  requestsPerMinuteMax?: number
  logLevel?: 'silent' | 'warn' | 'info'
}

const bodyBytesMax = 256 * 1024
/** A file of the greatest size over a slow line; every other request has to be here in half a minute. */
const uploadTimeoutMs = 3 * 3_600_000
/** A large batch is worked on for minutes before its answer begins; who sends slowly is bounded elsewhere. */
const idleTimeoutMs = 600_000

/** The HTTP entrance over an open store; the caller listens and closes. */
export async function buildServer(database: Database, options: ServerOptions = {}): Promise<FastifyInstance> {
  const app = fastify({
    bodyLimit: bodyBytesMax,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 20_000 },
    // What Fastify refuses before any hook, such as a path that is no UTF-8, leaves in our form too.
    frameworkErrors: answerWithProblem,
    clientErrorHandler: answerBrokenRequest,
    requestTimeout: uploadTimeoutMs,
    connectionTimeout: idleTimeoutMs,
    logger: options.logLevel === 'silent' ? false : logger(options.logLevel ?? 'warn'),
  })
  app.setErrorHandler(answerWithProblem)
  app.setValidatorCompiler(({ schema, httpPart }) => {
    const check = inputCheck((httpPart ?? 'body') as keyof InputParts, schema as TObject)
    return (value: unknown) => ({ value: check(value) })
  })
  // The answer is written as it is: a verb's type already promises the contract's, and a test holds it to that.
  app.setSerializerCompiler(() => (value) => JSON.stringify(value))
  app.addHook('onRequest', boundTime)
  await app.register(cookie)
  await app.register(helmet, securityHeaders)
  await app.register(rateLimit, {
    max: (request) => options.requestsPerMinuteMax ?? (bySystem(request) ? ofSystemsMax : ofBrowsersMax),
    timeWindow: '1 minute',
    // By address in either case: the name of a key costs nothing to make up, and nobody has looked at it yet.
    keyGenerator: (request) => (bySystem(request) ? `system:${request.ip}` : request.ip),
    errorResponseBuilder: (_request, context) =>
      refuse('too-many-requests', { seconds: Math.ceil(context.ttl / 1000) }),
  })
  await app.register(swagger, openApiOptions)
  mountHealth(app, database)
  mountSessions(app, database)
  mountUploads(app, database)
  mountDirectory(app, database)
  const bySession = new Set(['startSession', 'endSession', 'currentSession'])
  for (const entry of endpointTable)
    if (!bySession.has(entry.contract.name)) mountEndpoint(app, database, entry)
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger())
  if (options.webFolder !== undefined) await mountWeb(app, options.webFolder)
  app.setNotFoundHandler((request) =>
    refuse('operation-unknown', { method: request.method, path: request.url.split('?')[0] }),
  )
  return app
}

/** A minute's requests from one address: of people, and of systems, which decide for many customers. */
const ofBrowsersMax = 1200
const ofSystemsMax = 120_000

function bySystem(request: FastifyRequest): boolean {
  return /^Bearer sx_[0-9a-f]{16}_/.test(request.headers.authorization ?? '')
}

/** Secrets never reach the log: headers that carry them are taken out. */
function logger(level: 'warn' | 'info') {
  return {
    level,
    stream: process.stderr,
    redact: ['req.headers.authorization', 'req.headers.cookie', 'res.headers["set-cookie"]'],
  }
}

/** Styles are inline because antd writes them at run time; scripts and everything else come from here alone. */
const securityHeaders = {
  contentSecurityPolicy: {
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      objectSrc: ["'none'"],
      frameAncestors: ["'none'"],
      upgradeInsecureRequests: null,
    },
  },
  strictTransportSecurity: false,
  referrerPolicy: { policy: 'no-referrer' as const },
}
