import { type Static, Type } from 'typebox'
import { contract } from '../../foundation/endpoint.ts'
import { refuser } from '../../foundation/refusal.ts'
import { orNull } from '../../foundation/wire.ts'

/** Work in the background: where it stands, and what became of it. */
export const JobView = Type.Object({
  id: Type.String(),
  queue: Type.String(),
  state: Type.String({ description: 'waiting, running, retrying, done or failed' }),
  stage: Type.String(),
  done: Type.Integer(),
  total: orNull(Type.Integer()),
  percent: orNull(Type.Integer()),
  attempts: Type.Integer(),
  enqueuedAt: Type.String(),
  startedAt: orNull(Type.String()),
  finishedAt: orNull(Type.String()),
  failure: orNull(Type.Object({ code: Type.Optional(Type.String()), message: Type.String() })),
})
export type JobView = Static<typeof JobView>

export const getJobContract = contract({
  name: 'getJob',
  method: 'GET',
  path: '/v1/jobs/:job',
  permission: 'job:read',
  summary: { zh: '查看后台任务的进度', en: 'Read the progress of a background job' },
  input: Type.Object({ job: Type.String({ minLength: 1, maxLength: 64 }) }),
  output: JobView,
})

export const refuse = refuser({
  'job-unknown': {
    kind: 'missing',
    zh: '没有这个后台任务。',
    en: 'There is no such background job.',
    todo: { zh: '请检查任务编号。', en: 'Check the identifier of the job.' },
  },
})
