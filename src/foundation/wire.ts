import { type TSchema, Type } from 'typebox'

/** A text in both languages. */
export const Words = Type.Object({ zh: Type.String(), en: Type.String() })

/** Money on the wire: fen as a decimal string. */
export const Fen = Type.String({ pattern: '^-?\\d+$', description: 'fen, a decimal string' })

/** A value that may be missing, said as null. */
export const orNull = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])
