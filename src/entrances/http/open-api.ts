import type { SwaggerOptions } from '@fastify/swagger'

/** RFC 9457 problem details, what every refusal is sent as. */
const problemSchema = {
  type: 'object',
  required: ['type', 'status', 'code', 'title', 'detail', 'where', 'todo'],
  properties: {
    type: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'the catalogued code of the refusal' },
    title: { type: 'string' },
    detail: { type: 'string', description: 'what is wrong, and where' },
    where: { type: 'object', description: 'the place: file, row, field, identifier' },
    todo: { type: 'string', description: 'what the caller can do about it' },
  },
}

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: problemSchema } },
})

/** OpenAPI 3.1 from the routes; every operation may also answer with a problem. */
export const openApiOptions: SwaggerOptions = {
  openapi: {
    openapi: '3.1.0',
    info: {
      title: 'Sanxin 三信',
      version: '1.0.0',
      description:
        '融资信用服务平台 · SME financing-credit platform. Money is fen in decimal strings, rates are basis points, months YYYY-MM, instants ISO 8601.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    components: {
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: 'An API key of an organization: sx_…' },
        session: { type: 'apiKey', in: 'cookie', name: 'sanxin_session' },
      },
    },
    security: [{ apiKey: [] }, { session: [] }],
  },
  transform: ({ schema, url }) => {
    const response = {
      ...(schema.response as object),
      default: problem('Refused: what, where and what to do'),
    }
    return { schema: { ...schema, response }, url }
  },
}
