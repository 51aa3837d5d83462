import type { Readable } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Database } from '../../foundation/database.ts'
import { runRead, runWork } from '../../foundation/run-work.ts'
import type { Actor } from '../../foundation/unit-of-work.ts'
import { refuse as refuseIngestion } from '../../information/ingestion/contract.ts'
import {
  createUploadContract,
  getAnnotatedFileContract,
  uploadBytesMax,
  uploadNameHeader,
} from '../../information/ingestion/deliveries/contract.ts'
import {
  annotateQuarantine,
  createUpload,
  type IngestionWork,
  keepOriginal,
  roomForUploads,
} from '../../information/ingestion/index.ts'
import { recordRefusal } from '../../trust/audit/index.ts'
import { requirePermission } from '../../trust/organizations/index.ts'
import { identify } from './identify.ts'
import { refuse } from './refusals.ts'

const octets = 'application/octet-stream'
const uploadsPerMinuteMax = 600
const actors = new WeakMap<FastifyRequest, Actor>()
/** Bytes on their way, by organization: they are on no record yet. */
const underWay = new Map<string, number>()

/** The two operations that carry bytes: a file goes to the disk as it comes, and the annotated file comes from it. */
export function mountUploads(app: FastifyInstance, database: Database): void {
  app.addContentTypeParser(octets, (_request, payload, done) => done(null, payload))
  app.post(
    createUploadContract.path,
    {
      schema: describe(createUploadContract, createUploadContract.output),
      config: { rateLimit: { max: uploadsPerMinuteMax, timeWindow: '1 minute' } },
      // Before a byte of it is taken: who may not send learns so at once.
      onRequest: async (request) => {
        actors.set(request, await requireActor(database, request, createUploadContract.permission))
        requireOctets(request)
      },
    },
    async (request) => {
      const actor = actors.get(request)!
      const kept = await receive(database, actor, request.body as Readable)
      const sent = { name: nameOf(request), kept }
      return runWork(database, actor, (work: IngestionWork) => createUpload(work, sent))
    },
  )
  app.get(
    getAnnotatedFileContract.path,
    {
      schema: describe(getAnnotatedFileContract, {}),
      preValidation: async (request) => {
        actors.set(request, await requireActor(database, request, getAnnotatedFileContract.permission))
      },
    },
    async (request, reply) => {
      const { batch } = request.params as { batch: string }
      const file = await runWork(
        database,
        actors.get(request)!,
        (work: IngestionWork) => annotateQuarantine(work, { batch }),
        { onRefusal: recordRefusal(database) },
      )
      reply.header('Content-Type', 'text/csv; charset=utf-8')
      reply.header('Content-Disposition', `attachment; filename="${file.fileName}"`)
      reply.header('Cache-Control', 'no-store')
      reply.serializer((payload: string) => payload)
      return reply.send(file.content)
    },
  )
}

/** Takes the bytes to the disk, as many as one file and the organization may have there. */
async function receive(database: Database, actor: Actor, body: Readable) {
  const { organization } = actor
  const room = await runRead(database, actor, (work: IngestionWork) => roomForUploads(work))
  let seen = 0
  const count = (bytes: number) => {
    const all = (underWay.get(organization) ?? 0) + bytes - seen
    underWay.set(organization, all)
    seen = bytes
    if (bytes > uploadBytesMax) refuseIngestion('upload-too-large', { bytesMax: uploadBytesMax })
    if (all > room) refuseIngestion('uploads-waiting', { bytes: all, bytesMax: room })
  }
  try {
    return await keepOriginal(database.dataFolder, body, count)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ECONNRESET') refuseIngestion('upload-cut-short')
    throw error
  } finally {
    const left = (underWay.get(organization) ?? 0) - seen
    if (left > 0) underWay.set(organization, left)
    else underWay.delete(organization)
  }
}

async function requireActor(database: Database, request: FastifyRequest, permission: string): Promise<Actor> {
  const actor = (await identify(database, request)) ?? refuse('sign-in-required')
  requirePermission(actor, permission)
  return actor
}

function requireOctets(request: FastifyRequest): void {
  if (request.headers['content-type']?.split(';')[0] !== octets)
    refuse('input-invalid', { in: 'header', field: 'Content-Type', expected: octets })
  if (Number(request.headers['content-length'] ?? 0) > uploadBytesMax)
    refuseIngestion('upload-too-large', { bytesMax: uploadBytesMax })
}

function nameOf(request: FastifyRequest): string {
  const given = request.headers[uploadNameHeader]
  try {
    return typeof given === 'string' ? decodeURIComponent(given) : ''
  } catch {
    return refuse('input-invalid', { in: 'header', field: 'X-File-Name' })
  }
}

function describe(
  { name, summary }: { name: string; summary: { zh: string; en: string } },
  answer: object,
): object {
  return {
    operationId: name,
    summary: summary.en,
    description: summary.zh,
    tags: ['ingestion'],
    response: { 200: answer },
  }
}
