import type { FastifyReply, FastifyRequest } from 'fastify'
import { createUploadContract } from '../../information/ingestion/deliveries/contract.ts'

const requestTimeoutMs = 30_000

/**
 * Ends a request whose body trickles in: only a file that is sent may take longer. Node knows one bound for all
 * requests of a server, which is the long one.
 */
export async function boundTime(request: FastifyRequest, _reply: FastifyReply): Promise<void> {
  const { raw } = request
  // Without a body nothing trickles, and nobody reads it: it would seem to come until the answer is out.
  const hasBody = raw.headers['transfer-encoding'] !== undefined || Number(raw.headers['content-length']) > 0
  if (request.routeOptions.url === createUploadContract.path || !hasBody || raw.complete) return
  const timer = setTimeout(() => raw.socket.destroy(), requestTimeoutMs)
  timer.unref()
  raw.once('end', () => clearTimeout(timer))
  raw.once('close', () => clearTimeout(timer))
}
