import type { ReasonCatalogue } from '../../../foundation/reason.ts'
import { refuser } from '../../../foundation/refusal.ts'

/** Why a file cannot be read at all. `where` names the file, and the place in it where one is known. */
export const refusals = {
  'file-not-text': {
    kind: 'invalid',
    zh: '文件不是可以读取的格式。',
    en: 'The file is of no format that can be read.',
    todo: {
      zh: '请提供 CSV、Excel（.xlsx）、JSON Lines 或 Parquet，可再用 gzip 或 zip 压缩。',
      en: 'Deliver CSV, Excel (.xlsx), JSON lines or Parquet, packed by gzip or zip if you like.',
    },
  },
  'file-old-excel': {
    kind: 'invalid',
    zh: '旧版 Excel（.xls）或加密的工作簿不能读取。',
    en: 'An old Excel file (.xls) or an encrypted workbook cannot be read.',
    todo: {
      zh: '在 Excel 中去掉密码，另存为“Excel 工作簿（.xlsx）”后再提交。',
      en: 'In Excel remove the password, save as "Excel Workbook (.xlsx)", and deliver that.',
    },
  },
  'file-truncated': {
    kind: 'invalid',
    zh: '文件不完整或已损坏。',
    en: 'The file is cut short or damaged.',
    todo: { zh: '重新导出并传输该文件。', en: 'Export and transfer the file again.' },
  },
  'file-encoding': {
    kind: 'invalid',
    zh: '文件内容与指定的编码不符。',
    en: 'The bytes of the file are not in the encoding that was named.',
    todo: { zh: '用 --encoding auto，或指定正确的编码。', en: 'Use --encoding auto, or name the right one.' },
  },
  'line-too-long': {
    kind: 'invalid',
    zh: '文件的表头超过长度上限，多半是引号没有闭合。',
    en: 'The header of the file is longer than is allowed: most likely a quote is not closed.',
    todo: { zh: '检查第一行及其引号。', en: 'Look at the first line and its quotes.' },
  },
  'columns-too-many': {
    kind: 'invalid',
    zh: '文件的列数超过上限。',
    en: 'The file has more columns than are allowed.',
    todo: { zh: '只保留数据目录要求的列。', en: 'Keep the columns that the data directory asks for.' },
  },
  'unpacked-too-large': {
    kind: 'invalid',
    zh: '文件解压后的大小或压缩比超过上限。',
    en: 'The file unpacks to more bytes, or at a higher ratio, than is allowed.',
    todo: { zh: '把数据拆成较小的文件。', en: 'Split the data into smaller files.' },
  },
  'archive-nested': {
    kind: 'invalid',
    zh: '压缩包中又有压缩包。',
    en: 'There is an archive within the archive.',
    todo: { zh: '解开内层压缩包，只压缩一次。', en: 'Unpack the inner one, and pack only once.' },
  },
  'archive-encrypted': {
    kind: 'invalid',
    zh: '压缩包有密码。',
    en: 'The archive is protected by a password.',
    todo: { zh: '去掉密码后再提交。', en: 'Deliver it without a password.' },
  },
  'archive-suspicious': {
    kind: 'invalid',
    zh: '压缩包的目录与内容不一致，或文件相互重叠。',
    en: 'The directory of the archive does not agree with its content, or its files overlap.',
    todo: { zh: '用常用软件重新压缩。', en: 'Pack it again with an ordinary program.' },
  },
  'archive-entries-too-many': {
    kind: 'invalid',
    zh: '压缩包中的文件数超过上限。',
    en: 'The archive has more files than are allowed.',
    todo: { zh: '分成几个压缩包。', en: 'Make several archives of it.' },
  },
  'archive-empty': {
    kind: 'invalid',
    zh: '压缩包中没有文件。',
    en: 'There is no file in the archive.',
    todo: { zh: '检查压缩包。', en: 'Look into the archive.' },
  },
  'workbook-too-large': {
    kind: 'invalid',
    zh: '工作簿的工作表、文本或单元格超过上限。',
    en: 'The workbook has more sheets, text or a larger cell than is allowed.',
    todo: { zh: '另存为 CSV 后提交。', en: 'Save it as CSV and deliver that.' },
  },
  'json-not-lines': {
    kind: 'invalid',
    zh: 'JSON 文件不是每行一个对象。',
    en: 'The JSON file does not have one object on each line.',
    todo: { zh: '导出为 JSON Lines（每行一个对象）。', en: 'Export JSON lines: one object on each line.' },
  },
  'column-nested': {
    kind: 'invalid',
    zh: 'Parquet 的列是嵌套或二进制类型。',
    en: 'A column of the Parquet file is nested or binary.',
    todo: { zh: '把该列拆成普通的列。', en: 'Make plain columns of the one in where.' },
  },
} as const

export const refuse = refuser(refusals)

/** Why the reader itself set a row aside: there is no value yet that a field could be blamed for. */
export const reasons = {
  'cell-error': {
    kind: 'quarantine',
    zh: '单元格是 Excel 的错误值',
    en: 'The cell holds an error of Excel',
    todo: { zh: '修正公式后重新保存。', en: 'Correct the formula and save again.' },
  },
  'json-invalid': {
    kind: 'quarantine',
    zh: '该行不是一个 JSON 对象',
    en: 'The line is not one JSON object',
    todo: { zh: '每行写一个完整的对象。', en: 'Write one whole object on each line.' },
  },
  'value-nested': {
    kind: 'quarantine',
    zh: '值是数组，或对象嵌套过深',
    en: 'The value is a list, or objects nest too deep',
    todo: { zh: '每个字段写一个值。', en: 'Write one value for each field.' },
  },
  'row-too-long': {
    kind: 'quarantine',
    zh: '该行或其中的值超过长度上限',
    en: 'The row, or a value of it, is longer than is allowed',
    todo: { zh: '检查该行，多半是引号没有闭合。', en: 'Look at the row: most likely a quote is not closed.' },
  },
} as const satisfies ReasonCatalogue

export type ReadingReason = keyof typeof reasons | 'bytes-invalid' | 'text-garbled' | 'columns-surplus'
