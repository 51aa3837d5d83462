import { Compile } from 'typebox/compile'
import {
  type Finding,
  type Layout,
  precedenceDefault,
  type RecordType,
  type Source,
  SourceData,
} from './contract.ts'
import { Findings } from './finding.ts'

const schema = Compile(SourceData)

/** A source with the defaults of what it leaves out. */
export function sourceOf(data: SourceData): Source {
  return {
    ...data,
    precedence: data.precedence ?? precedenceDefault,
    updateCycle: data.updateCycle ?? null,
    contact: data.contact ?? null,
    channel: data.channel ?? null,
  }
}

/** A source of our own files, or from the store: what is wrong with it is a bug. */
export function parseSource(data: unknown): Source {
  if (!schema.Check(data)) throw new TypeError(`not a source: ${JSON.stringify(data).slice(0, 80)}`)
  return sourceOf(data)
}

/** What layouts point at, so that it is found out before the first file comes. */
export function lintSource(
  { layouts }: Pick<Source, 'layouts'>,
  recordTypes: ReadonlyMap<string, RecordType>,
): Finding[] {
  const findings = new Findings()
  for (const [place, layout] of layouts.entries()) {
    const at = `layouts.${place}`
    const recordType = recordTypes.get(layout.recordType)
    if (recordType) lintLayout(findings, at, layout, recordType)
    else
      findings.add(at, 'layout-record-type', {
        zh: `没有记录类型 ${layout.recordType}`,
        en: `there is no record type ${layout.recordType}`,
      })
  }
  return findings.items
}

function lintLayout(findings: Findings, at: string, layout: Layout, recordType: RecordType): void {
  const find = (name: string) => recordType.fields.find((field) => field.name === name)
  for (const name of [...Object.values(layout.columns), ...Object.keys(layout.constants)])
    if (!find(name))
      findings.add(at, 'layout-field', {
        zh: `记录类型 ${recordType.id} 没有字段 ${name}`,
        en: `${recordType.id} has no field ${name}`,
      })
  for (const [name, constant] of Object.entries(layout.constants)) {
    const codes = find(name)?.codes
    if (codes && !codes.some(({ code }) => code === constant))
      findings.add(at, 'layout-code', {
        zh: `字段 ${name} 没有代码 ${constant}`,
        en: `the field ${name} has no code ${constant}`,
      })
  }
}

/**
 * The key of an enterprise's rows in the lake. A unified social credit code means the same everywhere; a local
 * number only within its source, so it carries the source's name: `cumcm2020c:E1`.
 */
export function subjectPrefix(source: Pick<Source, 'id' | 'identifierScheme'>): string {
  return source.identifierScheme === 'uscc' ? '' : `${source.id}:`
}
