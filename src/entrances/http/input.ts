import type { TObject, TSchema } from 'typebox'
import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import type { Contract } from '../../foundation/endpoint.ts'
import { refuse } from './refusals.ts'

/** A contract's input, split into what HTTP carries apart: path, query string and body. */
export interface InputParts {
  params: TObject
  querystring: TObject
  body: TObject
}

/** The names in a path template: `/v1/decisions/:decision/replay` has `decision`. */
export function pathNames(path: string): string[] {
  return [...path.matchAll(/:([A-Za-z]+)/g)].map((match) => match[1]!)
}

export function splitInput({ method, path, input }: Pick<Contract, 'method' | 'path' | 'input'>): InputParts {
  const inPath = pathNames(path)
  const pick = (wanted: (name: string) => boolean) =>
    Type.Object(
      Object.fromEntries(Object.entries(input.properties).filter(([name]) => wanted(name))) as Record<
        string,
        TSchema
      >,
      { additionalProperties: false },
    )
  const rest = (name: string) => !inPath.includes(name)
  return {
    params: pick((name) => inPath.includes(name)),
    querystring: pick((name) => method === 'GET' && rest(name)),
    body: pick((name) => method === 'POST' && rest(name)),
  }
}

/**
 * Compiles the check of one part. Text from a path or query string is read as the number or boolean that the
 * schema wants, a single query value as a list of one; unknown keys and wrong types are refused with their place.
 */
export function inputCheck(
  part: keyof InputParts,
  schema: TObject,
): (value: unknown) => Record<string, unknown> {
  const validator = Compile(schema)
  return (given) => {
    const value = (given ?? {}) as Record<string, unknown>
    const read = part === 'body' ? value : readText(value, schema)
    // PostgreSQL has no U+0000 in text; nobody types one.
    if (JSON.stringify(read).includes('\\u0000')) refuse('input-invalid', { in: part, character: 'U+0000' })
    if (validator.Check(read)) return read as Record<string, unknown>
    const errors = validator.Errors(read).slice(0, 5)
    return refuse('input-invalid', {
      in: part,
      errors: errors.map((error) => ({
        field: error.instancePath || '/',
        message: error.message,
        ...error.params,
      })),
    })
  }
}

function readText(value: Record<string, unknown>, schema: TObject): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([name, text]) => {
      const wanted = (schema.properties[name] as { type?: string } | undefined)?.type
      if (wanted === 'array' && typeof text === 'string') return [name, text.split(',')]
      if (typeof text !== 'string') return [name, text]
      if ((wanted === 'integer' || wanted === 'number') && /^-?\d+(\.\d+)?$/.test(text))
        return [name, Number(text)]
      if (wanted === 'boolean' && /^(true|false)$/.test(text)) return [name, text === 'true']
      return [name, text]
    }),
  )
}
