import { Type } from 'typebox'
import { Words } from '../../../foundation/wire.ts'

/** What the answer to a delivery says of rows that wait. */
export const HeldRows = Type.Object(
  {
    rows: Type.Integer({ description: 'rows that are published when a person releases the batch' }),
    findings: Type.Array(Type.Object({ code: Type.String(), ...Words.properties })),
  },
  { description: 'the batch waits for a person: nothing of it is published yet' },
)

export const heldRefusals = {
  'batch-not-held': {
    kind: 'conflict',
    zh: '该批次不在待放行之列。',
    en: 'The batch does not wait to be released.',
    todo: { zh: '从待放行批次列表中选择。', en: 'Choose one from the list of held batches.' },
  },
  'batch-rejected': {
    kind: 'conflict',
    zh: '该批次经检查后已被退回，不会发布。',
    en: 'The batch was looked at and rejected: it will not be published.',
    todo: { zh: '由数据来源更正后重新交付。', en: 'Have the source correct it and deliver again.' },
  },
} as const
