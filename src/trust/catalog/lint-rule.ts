import type { Comparator, Condition, CrossFieldRule, Field, Operand } from './contract.ts'
import { type Findings, repeated } from './finding.ts'

const depthMax = 5
const partsMax = 50

/** What is wrong with the rules between the fields: every name is a field, and only like is compared with like. */
export function lintRules(
  findings: Findings,
  rules: readonly CrossFieldRule[],
  fields: readonly Field[],
): void {
  for (const id of repeated(rules.map((rule) => rule.id)))
    findings.add(`rules.${id}`, 'rule-repeated', { zh: `规则 ${id} 重复`, en: `the rule ${id} stands twice` })
  const byName = new Map(fields.map((field) => [field.name, field]))
  for (const rule of rules) {
    const at = `rules.${rule.id}`
    const size = measure(rule.when)
    if (size.depth > depthMax || size.parts > partsMax)
      findings.add(at, 'rule-too-large', {
        zh: `规则最多 ${depthMax} 层、${partsMax} 个条件`,
        en: `a rule has at most ${depthMax} levels and ${partsMax} conditions`,
      })
    else lintCondition(findings, at, rule.when, byName)
  }
}

function measure(condition: Condition): { depth: number; parts: number } {
  const inner = partsOf(condition).map(measure)
  return {
    depth: 1 + Math.max(0, ...inner.map(({ depth }) => depth)),
    parts: 1 + inner.reduce((sum, { parts }) => sum + parts, 0),
  }
}

function partsOf(condition: Condition): Condition[] {
  if ('all' in condition) return condition.all
  if ('any' in condition) return condition.any
  return 'not' in condition ? [condition.not] : []
}

type Fields = ReadonlyMap<string, Field>

function lintCondition(findings: Findings, at: string, condition: Condition, fields: Fields): void {
  for (const part of partsOf(condition)) lintCondition(findings, at, part, fields)
  if ('empty' in condition) requireField(findings, at, condition.empty, fields)
  if ('compare' in condition) lintComparison(findings, at, condition.compare, fields)
}

function requireField(findings: Findings, at: string, name: string, fields: Fields): Field | undefined {
  const field = fields.get(name)
  if (!field)
    findings.add(at, 'rule-field-unknown', { zh: `没有字段 ${name}`, en: `there is no field ${name}` })
  return field
}

function lintComparison(
  findings: Findings,
  at: string,
  [left, comparator, right]: [Operand, Comparator, Operand],
  fields: Fields,
): void {
  const known: Field[] = []
  for (const operand of [left, right]) {
    if (!('field' in operand)) continue
    const field = requireField(findings, at, operand.field, fields)
    if (!field) return
    known.push(field)
  }
  const [first, second] = known
  if (!first) {
    findings.add(at, 'rule-without-field', { zh: '比较两侧都是常量', en: 'it compares two constants' })
    return
  }
  if (second && kindOf(first) !== kindOf(second))
    findings.add(at, 'rule-types-differ', {
      zh: `字段 ${first.name} 与 ${second.name} 类型不同，不能比较`,
      en: `${first.name} and ${second.name} are of different types`,
    })
  if (!isOrdered(first) && comparator !== '=' && comparator !== '!=')
    findings.add(at, 'rule-without-order', {
      zh: `字段 ${first.name} 没有大小之分`,
      en: `the values of ${first.name} have no order`,
    })
  for (const operand of [left, right])
    if ('constant' in operand && !isConstantOf(first, operand.constant))
      findings.add(at, 'rule-constant', {
        zh: `“${operand.constant}”不是字段 ${first.name} 的值`,
        en: `“${operand.constant}” is no value of ${first.name}`,
      })
}

/** Fields of one kind can be compared; each code list is a kind of its own. */
function kindOf(field: Field): string {
  if (field.type === 'capital') return 'fen'
  if (field.type === 'identifier') return 'text'
  return field.type === 'code' ? `code ${field.codes?.map(({ code }) => code).join(' ')}` : field.type
}

function isOrdered(field: Field): boolean {
  return ['fen', 'capital', 'integer', 'date', 'month'].includes(field.type)
}

/** Date.parse would take February 30 for March 2, and the engine would refuse every file for it. */
function isDay(text: string): boolean {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text) && text >= '0001'
}

function isConstantOf(field: Field, constant: string): boolean {
  switch (field.type) {
    case 'fen':
    case 'capital':
    case 'integer':
      return /^-?\d{1,18}$/.test(constant)
    case 'date':
      return isDay(constant)
    case 'month':
      return /^\d{4}-(0[1-9]|1[0-2])$/.test(constant)
    case 'code':
    case 'boolean':
      return field.codes?.some(({ code }) => code === constant) ?? false
    default:
      return constant !== ''
  }
}
