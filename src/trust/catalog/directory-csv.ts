import type { RecordType } from './contract.ts'
import { cycleWords, retentionWords, sensitivityWords, sharingWords, typeWords } from './directory-words.ts'
import { fieldGroupWords } from './field-group.ts'

const titles = [
  '记录类型 record type',
  '名称 name',
  '权属单位 owner',
  '数据项组 field group',
  '共享方式 sharing',
  '敏感级别 sensitivity',
  '法定依据 legal basis',
  '更新周期 update cycle',
  '保存期限 retention',
  '版本 version',
  '字段 field',
  '字段名称 title',
  '类型 type',
  '必填 required',
  '主键 key',
  '个人信息 personal',
  '代码 codes',
]

/** One line a field, for a spreadsheet: a byte order mark so that it reads UTF-8, and no cell that it would run. */
export function directoryCsv(recordTypes: readonly RecordType[]): string {
  const lines = recordTypes.flatMap((recordType) =>
    recordType.fields.map((field) => [
      recordType.id,
      `${recordType.zh} ${recordType.en}`,
      `${recordType.owner.zh} ${recordType.owner.en}`,
      `${recordType.fieldGroup} ${fieldGroupWords(recordType.fieldGroup).zh}`,
      sharingWords[recordType.sharing].zh,
      sensitivityWords[recordType.sensitivity].zh,
      recordType.legalBasis,
      cycleWords[recordType.updateCycle].zh,
      retentionWords(recordType).zh,
      String(recordType.version),
      field.name,
      `${field.zh} ${field.en}`,
      typeWords[field.type].zh,
      field.required ? '是' : '',
      recordType.key.includes(field.name) ? '是' : '',
      field.personal ? '是' : '',
      (field.codes ?? []).map(({ code, zh }) => `${code} ${zh}`).join('；'),
    ]),
  )
  return `\uFEFF${[titles, ...lines].map((cells) => `${cells.map(safeCell).join(',')}\r\n`).join('')}`
}

/** A spreadsheet runs a cell that begins like a formula; with an apostrophe before it, it is a text (OWASP). */
export function safeCell(text: string): string {
  const harmless = /^\s*[=+\-@＝＋－＠]/u.test(text) || /^[\t\r\n]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
