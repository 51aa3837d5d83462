import type { Code, Field, Finding, RecordTypeData, ReferenceList, SourceData } from './contract.ts'
import { Findings } from './finding.ts'

/**
 * What stands between a new version and the rows that are stored under the current one. Codes are stored by their
 * place and fields by their name: neither may come to mean something else, and a file that was right stays right.
 */
export function recordTypeFaults(current: RecordTypeData, next: RecordTypeData): Finding[] {
  const findings = new Findings()
  for (const part of ['fieldGroup', 'eventTime', 'key'] as const)
    if (JSON.stringify(current[part]) !== JSON.stringify(next[part]))
      findings.add(part, `${partRules[part]}-changed`, {
        zh: `${part} 不能改变：${current[part]} → ${next[part]}`,
        en: `${part} never changes: ${current[part]} → ${next[part]}`,
      })
  for (const [place, field] of current.fields.entries()) {
    const found = next.fields.find(({ name }) => name === field.name)
    if (!found)
      findings.add(`fields.${field.name}`, 'field-removed', {
        zh: `字段 ${field.name} 不能删除`,
        en: `the field ${field.name} cannot be removed`,
      })
    else if (next.fields[place] !== found)
      findings.add(`fields.${field.name}`, 'field-moved', {
        zh: `字段 ${field.name} 不能移动：新字段只能加在末尾`,
        en: `the field ${field.name} cannot move: new fields come at the end`,
      })
    if (found) compareFields(findings, field, found)
  }
  for (const field of next.fields)
    if (field.required && !current.fields.some(({ name }) => name === field.name))
      findings.add(`fields.${field.name}`, 'field-added-required', {
        zh: `新字段 ${field.name} 只能是选填：已入库的记录没有它`,
        en: `a new field is optional, ${field.name} too: what is stored does not have it`,
      })
  return findings.items
}

const partRules = { fieldGroup: 'field-group', eventTime: 'event-time', key: 'key' } as const

function compareFields(findings: Findings, current: Field, next: Field): void {
  const at = `fields.${current.name}`
  for (const part of ['type', 'unit', 'currencyOf'] as const)
    if (current[part] !== next[part])
      findings.add(`${at}.${part}`, 'field-meaning-changed', {
        zh: `字段 ${current.name} 的 ${part} 不能改变：${current[part]} → ${next[part]}`,
        en: `the ${part} of ${current.name} never changes: ${current[part]} → ${next[part]}`,
      })
  if (!current.required && next.required)
    findings.add(`${at}.required`, 'field-now-required', {
      zh: `字段 ${current.name} 不能由选填改为必填`,
      en: `${current.name} is optional and stays so`,
    })
  if (current.personal && !masksAsMuch(current, next))
    findings.add(`${at}.personal`, 'field-unmasked', {
      zh: `字段 ${current.name} 的个人信息标记不能取消`,
      en: `${current.name} touches natural persons and stays masked`,
    })
  if (current.list !== undefined && current.list !== next.list)
    findings.add(`${at}.list`, 'field-meaning-changed', {
      zh: `字段 ${current.name} 引用的代码表不能更换`,
      en: `${current.name} keeps its reference list`,
    })
  compareCodes(findings, `${at}.codes`, current.codes ?? [], next.codes ?? [])
}

/** Wherever the current version masks, the next one does. */
function masksAsMuch(current: Field, next: Field): boolean {
  if (!next.personal || next.personalWhen === undefined) return next.personal === true
  const [before, after] = [current.personalWhen, next.personalWhen]
  return before?.field === after.field && before.codes.every((code) => after.codes.includes(code))
}

function compareCodes(findings: Findings, at: string, current: readonly Code[], next: readonly Code[]): void {
  compareOrder(findings, at, current, next)
  for (const code of current) {
    const spellings = new Set([code.zh, code.en, ...code.synonyms])
    const taker = next.find(
      (other) =>
        other.code !== code.code &&
        [other.zh, other.en, ...other.synonyms].some((spelling) => spellings.has(spelling)),
    )
    if (taker)
      findings.add(`${at}.${code.code}`, 'code-meaning-changed', {
        zh: `代码 ${code.code} 的写法不能改指代码 ${taker.code}`,
        en: `a spelling of ${code.code} cannot come to mean ${taker.code}`,
      })
  }
}

function compareOrder(
  findings: Findings,
  at: string,
  current: readonly { code: string }[],
  next: readonly { code: string }[],
): void {
  for (const [place, { code }] of current.entries())
    if (next[place]?.code !== code)
      findings.add(`${at}.${code}`, 'codes-grow-at-the-end', {
        zh: `代码 ${code} 不能删除或移动：代码表只能在末尾增加`,
        en: `the code ${code} stays at its place: a list only grows at its end`,
      })
}

export function referenceListFaults(current: ReferenceList, next: ReferenceList): Finding[] {
  const findings = new Findings()
  compareOrder(findings, 'codes', current.codes, next.codes)
  return findings.items
}

export function sourceFaults(current: SourceData, next: SourceData): Finding[] {
  const findings = new Findings()
  if (current.identifierScheme !== next.identifierScheme)
    findings.add('identifierScheme', 'identifier-scheme-changed', {
      zh: '标识方式不能改变：已入库的记录以它为键',
      en: 'the identifier scheme never changes: what is stored is keyed by it',
    })
  return findings.items
}
