import type { FastifyInstance } from 'fastify'
import { refuser } from '../../foundation/refusal.ts'

export const refuse = refuser({
  'port-in-use': {
    kind: 'conflict',
    zh: '端口已被占用。',
    en: 'The port is in use.',
    todo: {
      zh: '请用 --port 换一个端口，或先停止占用它的程序。',
      en: 'Choose another with --port, or stop the program that uses it.',
    },
  },
  'port-not-allowed': {
    kind: 'forbidden',
    zh: '当前账号不能使用这个端口。',
    en: 'This account may not use that port.',
    todo: { zh: '请用 --port 选择 1024 以上的端口。', en: 'Choose a port above 1024 with --port.' },
  },
})

/** Listens on the loopback only: earnest use puts a reverse proxy with TLS in front. */
export async function listen(app: FastifyInstance, port: number): Promise<string> {
  try {
    return await app.listen({ host: '127.0.0.1', port })
  } catch (error) {
    await app.close()
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE') return refuse('port-in-use', { port })
    if (code === 'EACCES') return refuse('port-not-allowed', { port })
    throw error
  }
}
