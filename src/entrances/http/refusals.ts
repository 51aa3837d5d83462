import { refuser } from '../../foundation/refusal.ts'

/** What the HTTP entrance itself refuses, before any room is asked. */
export const httpRefusals = {
  'input-invalid': {
    kind: 'invalid',
    zh: '请求中的数据不符合要求。',
    en: 'The request does not have the form that this operation takes.',
    todo: {
      zh: '请按 where 指出的位置修改，格式见 /openapi.json。',
      en: 'Correct the places named in where; the form is in /openapi.json.',
    },
  },
  'body-not-json': {
    kind: 'invalid',
    zh: '请求体不是有效的 JSON。',
    en: 'The request body is not valid JSON.',
    todo: {
      zh: '请以 Content-Type: application/json 发送 JSON 对象。',
      en: 'Send a JSON object with Content-Type: application/json.',
    },
  },
  'body-too-large': {
    kind: 'invalid',
    zh: '请求体过大。',
    en: 'The request body is too large.',
    todo: {
      zh: '请拆分后再发送，或改用命令行 sanxin ingest。',
      en: 'Send it in parts, or use sanxin ingest on the command line.',
    },
  },
  'operation-unknown': {
    kind: 'missing',
    zh: '没有这个操作。',
    en: 'There is no such operation.',
    todo: { zh: '全部操作见 /openapi.json。', en: 'All operations are listed in /openapi.json.' },
  },
  'sign-in-required': {
    kind: 'unauthenticated',
    zh: '请先登录，或提供 API 密钥。',
    en: 'Sign in first, or send an API key.',
    todo: {
      zh: '登录，或在 Authorization 头中提供有效的密钥。',
      en: 'Sign in, or send a valid key in the Authorization header.',
    },
  },
  'cross-site': {
    kind: 'forbidden',
    zh: '拒绝来自其他网站的请求。',
    en: 'A request from another site is refused.',
    todo: {
      zh: '请从本平台的页面操作；系统对接请使用 API 密钥。',
      en: 'Act from a page of this platform; systems use an API key.',
    },
  },
  'too-many-requests': {
    kind: 'busy',
    zh: '请求过于频繁。',
    en: 'Too many requests.',
    todo: {
      zh: '请按 Retry-After 头给出的秒数等待后重试。',
      en: 'Wait the seconds given in the Retry-After header, then try again.',
    },
  },
  'request-key-reused': {
    kind: 'conflict',
    zh: '该幂等键已用于另一个请求。',
    en: 'This idempotency key was used for another request.',
    todo: { zh: '新的请求请使用新的 Idempotency-Key。', en: 'Use a new Idempotency-Key for a new request.' },
  },
  'internal-fault': {
    kind: 'busy',
    zh: '系统出现故障，操作未生效。',
    en: 'Something broke on our side; nothing was changed.',
    todo: {
      zh: '请稍后重试；若再次出现，请把 reference 编号告诉运营方。',
      en: 'Try again later; if it happens again, give the operator the reference.',
    },
  },
} as const satisfies Parameters<typeof refuser>[0]

export const refuse = refuser(httpRefusals)
