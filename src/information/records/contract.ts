import { type Static, Type } from 'typebox'
import { refuser } from '../../foundation/refusal.ts'

/** Where a record comes from, to the line. */
export const Provenance = Type.Object({
  batch: Type.String(),
  source: Type.String(),
  file: Type.String({ description: 'name of the delivered file' }),
  row: Type.Integer({ description: 'record of the file, the header being 1' }),
  knownAt: Type.String({ description: 'since when the platform knows it' }),
  reconstructed: Type.Boolean({ description: 'the known time was worked out from the delivery lag' }),
})
export type Provenance = Static<typeof Provenance>

export const refusals = {
  'as-of-future': {
    kind: 'invalid',
    zh: '不能读取将来时点的数据。',
    en: 'Nothing can be read as of a moment that has not come.',
    todo: { zh: '请选择已经过去的月份或时刻。', en: 'Choose a month or an instant that is past.' },
  },
  'lake-file-damaged': {
    kind: 'conflict',
    zh: '数据湖中的文件缺失或已损坏。',
    en: 'A file of the lake is missing or damaged.',
    todo: {
      zh: '从备份恢复 where.file，或重新接入该批次。',
      en: 'Restore where.file from the backup, or ingest its batch again.',
    },
  },
} as const

export const refuse = refuser(refusals)
