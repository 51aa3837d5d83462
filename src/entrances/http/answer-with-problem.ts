import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { Refusal, type RefusalEntry } from '../../foundation/refusal.ts'
import { languageOf, problemOf } from './problem.ts'
import { httpRefusals } from './refusals.ts'

/** Faults that Fastify finds before a route runs, in our words. */
const ofFastify: Readonly<Record<string, keyof typeof httpRefusals>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_INVALID_JSON_BODY: 'body-not-json',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'body-not-json',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'body-not-json',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'body-not-json',
}

/** Every error leaves as problem+json: a refusal as it is, anything else as a fault of ours without its stack. */
export function answerWithProblem(
  error: FastifyError | Refusal,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const language = languageOf(request.headers['accept-language'])
  const problem = problemOf(refusalOf(error, request), language)
  if (problem.status === 500) request.log.error({ err: error, reference: request.id }, 'fault')
  const seconds = problem.where.seconds ?? problem.where.retryAfterSeconds
  if (typeof seconds === 'number') reply.header('Retry-After', Math.ceil(seconds))
  if (problem.status === 401) reply.header('WWW-Authenticate', 'Bearer')
  reply
    .status(problem.status)
    .header('Content-Type', 'application/problem+json; charset=utf-8')
    .header('Content-Language', language === 'zh' ? 'zh-CN' : 'en')
    .header('Cache-Control', 'no-store')
    .serializer((value: unknown) =>
      JSON.stringify(value, (_, member) => (typeof member === 'bigint' ? `${member}` : member)),
    )
    .send(problem)
}

function refusalOf(
  error: FastifyError | Refusal,
  request: FastifyRequest,
): { code: string; entry: RefusalEntry; where: Record<string, unknown> } {
  if (error instanceof Refusal) return error
  const asked = error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500
  const code = ofFastify[error.code] ?? (asked ? 'input-invalid' : 'internal-fault')
  if (code === 'input-invalid') return { code, entry: httpRefusals[code], where: { cause: error.message } }
  return {
    code,
    entry: httpRefusals[code],
    where: code === 'internal-fault' ? { reference: request.id } : {},
  }
}
