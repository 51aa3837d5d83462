import { Type } from 'typebox'

export const lineInput = {
  recordType: Type.String({ minLength: 1, maxLength: 64 }),
  source: Type.String({ minLength: 1, maxLength: 64 }),
}
export const pageSizeMax = 200
export const pageSize = Type.Optional(Type.Integer({ minimum: 1, maximum: pageSizeMax, default: 50 }))
export const closed = { additionalProperties: false }
