import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

const yearSeconds = 31_536_000

/** Serves the built pages. Files with a digest in their name are kept for a year; the pages themselves are asked for each time. */
export async function mountWeb(app: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) return
  await app.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    index: false,
    cacheControl: false,
    preCompressed: true,
    setHeaders: (reply, path) => {
      const lasting = /[\\/]assets[\\/]/.test(path)
      reply.header('Cache-Control', lasting ? `public, max-age=${yearSeconds}, immutable` : 'no-cache')
    },
  })
  for (const [route, page] of [
    ['/', 'index.html'],
    ['/app', 'index.html'],
    ['/app/*', 'index.html'],
    ['/h5', 'h5.html'],
    ['/h5/*', 'h5.html'],
    ['/api-docs', 'api-docs.html'],
  ] as const)
    if (existsSync(join(folder, page)))
      app.get(route, { schema: { hide: true } }, (_request, reply) => reply.sendFile(page))
}
