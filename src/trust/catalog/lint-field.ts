import type { Field } from './contract.ts'
import { type Findings, repeated } from './finding.ts'
import { patternFault } from './pattern.ts'

/** Columns that the lake adds to those of a record type. */
const lakeColumns = [
  'subject',
  'hash8',
  'known_at',
  'known',
  'reconstructed',
  'batch',
  'batch_sequence',
  'source_id',
  'file',
  'file_index',
  'row',
  'row_number',
  'ordinal',
  'version',
  'versions',
]

const isNumber = (field: Field) => ['fen', 'capital', 'integer'].includes(field.type)

/** What is wrong with one field by itself. */
export function lintField(findings: Findings, field: Field): void {
  const at = `fields.${field.name}`
  if (lakeColumns.includes(field.name))
    findings.add(at, 'field-name-reserved', {
      zh: `字段名 ${field.name} 由数据湖保留`,
      en: `the lake keeps the name ${field.name} for itself`,
    })
  const isList = field.type === 'code' || field.type === 'boolean'
  if (isList !== (field.codes !== undefined))
    findings.add(`${at}.codes`, 'codes-misplaced', {
      zh: '代码表属于代码型或布尔型字段，且为必填',
      en: 'codes belong to a code or a boolean, and only there',
    })
  if (field.type === 'boolean' && field.codes?.map(({ code }) => code).join() !== 'true,false')
    findings.add(`${at}.codes`, 'boolean-codes', {
      zh: '布尔型字段的代码依次为 true、false',
      en: 'the codes of a boolean are true and false, in this order',
    })
  if (!isNumber(field) && (field.min !== undefined || field.max !== undefined || field.unit !== undefined))
    findings.add(at, 'bounds-misplaced', {
      zh: '上下限与单位只属于数值字段',
      en: 'bounds and units belong to numbers alone',
    })
  if (field.min !== undefined && field.max !== undefined && field.min > field.max)
    findings.add(at, 'bounds-crossed', { zh: '下限大于上限', en: 'the minimum is above the maximum' })
  lintPattern(findings, field)
  lintCodes(findings, field)
}

function lintPattern(findings: Findings, field: Field): void {
  const at = `fields.${field.name}`
  if (field.list !== undefined && field.type !== 'text')
    findings.add(`${at}.list`, 'list-misplaced', {
      zh: '只有文本字段可以引用代码表',
      en: 'only a text names a reference list',
    })
  if (field.pattern === undefined) return
  if (field.type !== 'text')
    findings.add(`${at}.pattern`, 'pattern-misplaced', {
      zh: '正则表达式只属于文本字段',
      en: 'a pattern belongs to a text',
    })
  const fault = patternFault(field.pattern)
  if (fault) findings.add(`${at}.pattern`, 'pattern-unsound', fault)
  else if (field.example !== undefined && !new RegExp(field.pattern, 'u').test(field.example))
    findings.add(`${at}.example`, 'example-invalid', {
      zh: '示例不符合正则表达式',
      en: 'the example does not match the pattern',
    })
}

function lintCodes(findings: Findings, field: Field): void {
  const codes = field.codes ?? []
  for (const code of repeated(codes.map((entry) => entry.code)))
    findings.add(`fields.${field.name}.codes.${code}`, 'code-repeated', {
      zh: `代码 ${code} 重复`,
      en: `the code ${code} stands twice`,
    })
  const plain = (text: string) => text.trim().toLowerCase()
  const spellings = codes.flatMap((entry) => [
    ...new Set([entry.code, entry.zh, entry.en, ...entry.synonyms].map(plain)),
  ])
  for (const spelling of repeated(spellings))
    findings.add(`fields.${field.name}.codes`, 'code-ambiguous', {
      zh: `写法“${spelling}”对应两个代码`,
      en: `the spelling “${spelling}” means two codes`,
    })
}
