/** The part of OpenAPI 3.1 that this page reads. */
export interface OpenApi {
  info: { title: string; version: string; description?: string }
  paths: Record<string, Partial<Record<Method, Operation>>>
}

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'

export interface Operation {
  operationId?: string
  summary?: string
  description?: string
  tags?: string[]
  parameters?: Parameter[]
  requestBody?: { content?: Record<string, { schema?: JsonSchema }> }
  responses?: Record<string, { description?: string; content?: Record<string, { schema?: JsonSchema }> }>
}

export interface Parameter {
  name: string
  in: string
  required?: boolean
  description?: string
  schema?: JsonSchema
}

export interface JsonSchema {
  type?: string | string[]
  description?: string
  format?: string
  pattern?: string
  enum?: unknown[]
  const?: unknown
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  properties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  additionalProperties?: boolean | JsonSchema
  patternProperties?: Record<string, JsonSchema>
}

/** An operation with its place; `id` is its anchor on the page. */
export interface Entry {
  id: string
  method: Method
  path: string
  operation: Operation
}

const methods: readonly Method[] = ['get', 'post', 'put', 'patch', 'delete']

/** Operations by their first tag, in the order of the document. */
export function entriesByTag(document: OpenApi): Map<string, Entry[]> {
  const groups = new Map<string, Entry[]>()
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of methods) {
      const operation = item[method]
      if (!operation) continue
      const tag = operation.tags?.[0] ?? 'other'
      const entry = { id: operation.operationId ?? `${method}-${path}`, method, path, operation }
      groups.set(tag, [...(groups.get(tag) ?? []), entry])
    }
  }
  return groups
}

export function bodySchemaOf(operation: Operation): JsonSchema | undefined {
  return firstSchema(operation.requestBody?.content)
}

export function answerSchemaOf(operation: Operation): JsonSchema | undefined {
  return firstSchema(operation.responses?.['200']?.content)
}

function firstSchema(content: Record<string, { schema?: JsonSchema }> | undefined): JsonSchema | undefined {
  return content ? Object.values(content)[0]?.schema : undefined
}

/** A type in a few characters: `string`, `integer 1..200`, `"a" | "b"`, `object[]`, `string | null`. */
export function typeText(schema: JsonSchema | undefined): string {
  if (!schema) return 'any'
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  const either = schema.anyOf ?? schema.oneOf
  if (either) return [...new Set(either.map(typeText))].join(' | ')
  if (schema.items) return `${wrapped(typeText(schema.items))}[]`
  const type = Array.isArray(schema.type) ? schema.type.join(' | ') : (schema.type ?? 'any')
  const { minimum, maximum } = schema
  const range = minimum === undefined && maximum === undefined ? '' : ` ${minimum ?? ''}..${maximum ?? ''}`
  return `${type}${schema.format ? ` (${schema.format})` : ''}${range}`
}

function wrapped(text: string): string {
  return text.includes(' | ') ? `(${text})` : text
}

/** Members to show below a schema, seen through arrays and through a union with null. */
export function membersOf(schema: JsonSchema): Record<string, JsonSchema> | undefined {
  if (schema.properties && Object.keys(schema.properties).length > 0) return schema.properties
  if (schema.items) return membersOf(schema.items)
  for (const one of schema.anyOf ?? schema.oneOf ?? []) {
    const members = membersOf(one)
    if (members) return members
  }
  return undefined
}

export function requiredOf(schema: JsonSchema): readonly string[] {
  if (schema.required) return schema.required
  if (schema.items) return requiredOf(schema.items)
  for (const one of schema.anyOf ?? schema.oneOf ?? []) if (membersOf(one)) return requiredOf(one)
  return []
}

/** A call that can be pasted into a terminal, with placeholders where the caller has to say something. */
export function curlOf(entry: Entry, origin: string): string {
  const { method, operation } = entry
  const path = entry.path.replaceAll(/\{([^}]+)\}/g, (_, name: string) => name.toUpperCase())
  const query = (operation.parameters ?? [])
    .filter((parameter) => parameter.in === 'query' && parameter.required)
    .map((parameter) => `${parameter.name}=${parameter.name.toUpperCase()}`)
  const target = `${origin}${path}${query.length > 0 ? `?${query.join('&')}` : ''}`
  const lines = [`curl '${target}'`, `-H 'Authorization: Bearer KEY'`]
  const body = bodySchemaOf(operation)
  if (method !== 'get' && body) {
    lines.push(`-H 'Content-Type: application/json'`, `-d '${JSON.stringify(exampleOf(body))}'`)
  } else if (method !== 'get') lines.push(`-X ${method.toUpperCase()}`)
  return lines.join(' \\\n  ')
}

/** A body with the required members, each in the form that its schema asks for. */
export function exampleOf(schema: JsonSchema): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const either = schema.anyOf ?? schema.oneOf
  if (either) return exampleOf(either[0]!)
  if (schema.properties) {
    const names = schema.required ?? []
    return Object.fromEntries(names.map((name) => [name, exampleOf(schema.properties?.[name] ?? {})]))
  }
  if (schema.items) return [exampleOf(schema.items)]
  if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 1
  if (schema.type === 'boolean') return true
  return schema.type === 'object' ? {} : '…'
}
