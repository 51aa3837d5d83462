import assert from 'node:assert/strict'
import { EventEmitter } from 'node:events'
import { test } from 'node:test'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { boundTime } from './bound-time.ts'

test('a body that trickles is cut off, an answer that takes long is not', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] })
  const cut: string[] = []
  const ask = async (name: string, headers: Record<string, string>, url = '/v1/batches') => {
    const socket = { destroy: () => cut.push(name) }
    const raw = Object.assign(new EventEmitter(), { headers, complete: false, socket })
    await boundTime({ raw, routeOptions: { url } } as unknown as FastifyRequest, {} as FastifyReply)
    return raw
  }
  await ask('reads for long', {})
  await ask('sends nothing', { 'content-length': '0' })
  await ask('trickles', { 'content-length': '10' })
  await ask('trickles in pieces', { 'transfer-encoding': 'chunked' })
  await ask('sends a file', { 'content-length': '4000000000' }, '/v1/uploads')
  const sent = await ask('sent it', { 'content-length': '10' })
  sent.emit('end')
  context.mock.timers.tick(31_000)
  assert.deepEqual(cut, ['trickles', 'trickles in pieces'])
})
