import type { Static, TObject, TSchema } from 'typebox'
import { currentLanguage } from './language.ts'

/** What the pages need of a contract; the doorway of the build leaves exactly this of it. */
export interface CallableContract<Input extends TObject, Output extends TSchema> {
  name: string
  method: 'GET' | 'POST'
  path: string
  input: Input
  output: Output
}

/** A refusal as it arrives: RFC 9457 problem details, in the language that was asked for. */
export interface ProblemDetails {
  status: number
  code: string
  title: string
  detail: string | undefined
  where: Readonly<Record<string, unknown>>
  todo: string | undefined
  /** The number under which the server logged a fault of its own. */
  instance: string | undefined
}

export class Problem extends Error {
  readonly details: ProblemDetails

  constructor(details: ProblemDetails) {
    super(`${details.code}: ${details.title}`)
    this.name = 'Problem'
    this.details = details
  }
}

export interface CallOptions {
  idempotencyKey?: string
  signal?: AbortSignal
}

/** Calls an endpoint by its contract: path parameters, then query or body, then the answer or a Problem. */
export async function call<Input extends TObject, Output extends TSchema>(
  contract: CallableContract<Input, Output>,
  input: Static<Input>,
  options: CallOptions = {},
): Promise<Static<Output>> {
  const request = requestOf(contract, input as Record<string, unknown>)
  const headers: Record<string, string> = { accept: 'application/json', 'accept-language': currentLanguage() }
  if (request.body !== undefined) headers['content-type'] = 'application/json'
  if (options.idempotencyKey) headers['idempotency-key'] = options.idempotencyKey
  let response: Response
  try {
    response = await fetch(request.url, {
      method: contract.method,
      headers,
      credentials: 'same-origin',
      ...(request.body === undefined ? {} : { body: request.body }),
      ...(options.signal ? { signal: options.signal } : {}),
    })
  } catch (fault) {
    if (options.signal?.aborted) throw fault
    throw new Problem(unreachable())
  }
  const body: unknown = await response.json().catch(() => undefined)
  if (!response.ok) throw new Problem(problemOf(response.status, body))
  if (body === undefined && response.status !== 204) throw new Problem(problemOf(response.status, undefined))
  return body as Static<Output>
}

/** Pure: where each input goes. Path parameters are `:name`; the rest is the query of a GET, the body of a POST. */
export function requestOf(
  contract: { method: 'GET' | 'POST'; path: string },
  input: Record<string, unknown>,
): { url: string; body: string | undefined } {
  const rest = { ...input }
  const path = contract.path.replaceAll(/:([a-zA-Z]+)/g, (_, name: string) => {
    const value = rest[name]
    delete rest[name]
    return encodeURIComponent(String(value))
  })
  if (contract.method === 'POST') return { url: path, body: JSON.stringify(rest) }
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(rest)) if (value !== undefined) query.append(name, String(value))
  return { url: query.size > 0 ? `${path}?${query}` : path, body: undefined }
}

/** Pure: problem details out of whatever a server, or a proxy before it, answered. */
export function problemOf(status: number, body: unknown): ProblemDetails {
  const given = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
  const text = (name: string) => (typeof given[name] === 'string' ? (given[name] as string) : undefined)
  const where = given['where']
  return {
    status,
    code: text('code') ?? (status >= 500 ? 'server-fault' : `http-${status}`),
    title: text('title') ?? '',
    detail: text('detail'),
    where: typeof where === 'object' && where !== null ? (where as Record<string, unknown>) : {},
    todo: text('todo'),
    instance: text('instance') ?? referenceIn(where),
  }
}

/** Where the server puts the number of a fault of its own. */
function referenceIn(where: unknown): string | undefined {
  const reference =
    typeof where === 'object' && where !== null && 'reference' in where ? where.reference : undefined
  return typeof reference === 'string' || typeof reference === 'number' ? String(reference) : undefined
}

/** No title: the page has its own words for what no server could say. */
function unreachable(): ProblemDetails {
  return {
    status: 0,
    code: 'server-unreachable',
    title: '',
    detail: undefined,
    where: {},
    todo: undefined,
    instance: undefined,
  }
}
