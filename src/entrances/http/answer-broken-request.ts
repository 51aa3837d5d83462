import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { problemOf } from './problem.ts'
import { httpRefusals } from './refusals.ts'

/**
 * What Node cannot even read as a request (a path longer than its 16 KiB, no HTTP at all) is answered on the bare
 * socket, in the same form as every other refusal.
 */
export function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? 431 : 400
  const problem = problemOf(
    { code: 'input-invalid', entry: httpRefusals['input-invalid'], where: { cause: error.code } },
    'zh',
  )
  const body = JSON.stringify({ ...problem, status })
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/problem+json; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  )
}
