import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import type { Database } from '../../foundation/database.ts'
import { isReachable } from '../../foundation/database.ts'

/** Liveness with the store's word, and figures for Prometheus: requests by route and status, never by enterprise. */
export function mountHealth(app: FastifyInstance, database: Database): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const seconds = new Histogram({
    name: 'sanxin_http_request_seconds',
    help: 'Seconds a request took, by route and status',
    labelNames: ['route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1, 5],
    registers: [registry],
  })
  app.addHook('onResponse', (request, reply, done) => {
    seconds.observe(
      { route: request.routeOptions.url ?? 'none', status: reply.statusCode },
      reply.elapsedTime / 1000,
    )
    done()
  })
  app.get('/healthz', { schema: { hide: true } }, async (_request, reply) => {
    const reachable = await isReachable(database)
    return reply.status(reachable ? 200 : 503).send({ status: reachable ? 'ok' : 'store unreachable' })
  })
  app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    // Figures are for the operator's own collector on this machine.
    if (!/^(127\.|::1$|::ffff:127\.)/.test(request.ip)) return reply.callNotFound()
    return reply
      .header('Content-Type', registry.contentType)
      .serializer((text: string) => text)
      .send(await registry.metrics())
  })
}
