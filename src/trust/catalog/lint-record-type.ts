import { plainTitle, titlesOf } from './column-mapping.ts'
import type { Field, Finding, RecordTypeData } from './contract.ts'
import { Findings, repeated } from './finding.ts'
import { lintField } from './lint-field.ts'
import { lintRules } from './lint-rule.ts'

/** Checks a definition beyond its form: what it refers to is there, and nothing in it can be taken in two ways. */
export function lintRecordType(recordType: RecordTypeData): Finding[] {
  const findings = new Findings()
  for (const field of recordType.fields) lintField(findings, field)
  lintTitles(findings, recordType.fields)
  lintKey(findings, recordType)
  lintCurrency(findings, recordType.fields)
  lintPersonal(findings, recordType.fields)
  lintRules(findings, recordType.rules, recordType.fields)
  lintSharing(findings, recordType)
  return findings.items
}

function lintTitles(findings: Findings, fields: readonly Field[]): void {
  for (const name of repeated(fields.map((field) => field.name)))
    findings.add(`fields.${name}`, 'field-repeated', { zh: `字段 ${name} 重复`, en: `${name} stands twice` })
  const titles = fields.flatMap((field) => [...new Set(titlesOf(field).map(plainTitle))])
  for (const title of repeated(titles))
    findings.add('fields', 'title-ambiguous', {
      zh: `列名“${title}”对应两个字段`,
      en: `the column title “${title}” means two fields`,
    })
}

function lintKey(findings: Findings, { fields, key, eventTime }: RecordTypeData): void {
  const find = (name: string) => fields.find((field) => field.name === name)
  const identifiers = fields.filter((field) => field.type === 'identifier')
  if (identifiers.length !== 1)
    findings.add('fields', 'identifier-count', {
      zh: '须有且只有一个企业标识字段',
      en: 'it needs exactly one identifier',
    })
  else if (!key.includes(identifiers[0]!.name))
    findings.add('key', 'key-without-identifier', {
      zh: `主键缺少标识字段 ${identifiers[0]!.name}`,
      en: `the key lacks its identifier ${identifiers[0]!.name}`,
    })
  for (const name of key)
    if (!find(name)?.required)
      findings.add(`key.${name}`, 'key-field', {
        zh: find(name) ? `主键字段 ${name} 须为必填` : `主键引用了不存在的字段 ${name}`,
        en: find(name)
          ? `the key needs ${name} to be required`
          : `the key names a field ${name} that it does not have`,
      })
  for (const name of key)
    if (find(name)?.personal)
      // A key is an address: it stands in links and file orders, where nothing can be masked.
      findings.add(`key.${name}`, 'key-personal', {
        zh: `主键字段 ${name} 涉及自然人，须换成机构内部编号`,
        en: `${name} touches a natural person and cannot be part of the key: use a number of the department`,
      })
  if (eventTime === null) return
  const event = find(eventTime)
  if (!event || (event.type !== 'date' && event.type !== 'month') || !event.required)
    findings.add('eventTime', 'event-time', {
      zh: `发生时间 ${eventTime} 须是必填的日期或月份字段`,
      en: `the event time ${eventTime} is neither a required date nor a required month`,
    })
}

function lintCurrency(findings: Findings, fields: readonly Field[]): void {
  for (const field of fields) {
    if (field.currencyOf === undefined) continue
    const amount = fields.find(({ name }) => name === field.currencyOf)
    if (!field.codes || amount?.type !== 'capital')
      findings.add(`fields.${field.name}`, 'currency-of', {
        zh: '币种须是代码字段，并属于一个资本字段',
        en: 'a currency is a code and belongs to a capital',
      })
  }
}

/** What decides on masking is always there, is a code and is shown itself. */
function lintPersonal(findings: Findings, fields: readonly Field[]): void {
  for (const { name, personal, personalWhen } of fields) {
    if (personalWhen === undefined) continue
    const decides = fields.find((field) => field.name === personalWhen.field)
    const codes = new Set(decides?.codes?.map(({ code }) => code))
    const isSound = decides?.type === 'code' && decides.required && !decides.personal
    if (!personal || !isSound || !personalWhen.codes.every((code) => codes.has(code)))
      findings.add(`fields.${name}.personalWhen`, 'personal-when', {
        zh: `字段 ${name} 的 personalWhen 只能用于个人信息字段，并引用一个必填代码字段的代码`,
        en: `${name}: personalWhen belongs to a personal field and names codes of a required code field`,
      })
  }
}

function lintSharing(findings: Findings, { sharing, sensitivity, fields }: RecordTypeData): void {
  if (sharing === 'public' && (sensitivity === 'L3' || sensitivity === 'L4'))
    findings.add('sharing', 'sharing-too-wide', {
      zh: `${sensitivity} 级数据不能无条件公开`,
      en: `data of level ${sensitivity} is not public`,
    })
  if (sensitivity === 'L1' && fields.some((field) => field.personal))
    findings.add('sensitivity', 'sensitivity-too-low', {
      zh: '含个人信息的记录至少为 L2 级',
      en: 'what touches a natural person is at least of level L2',
    })
}
