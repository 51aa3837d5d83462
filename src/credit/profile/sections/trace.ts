import { inShanghai, instant } from '../../../foundation/instant.ts'
import { standardRecordType } from '../../../trust/catalog/index.ts'
import { gatherings, profileRecordTypes } from '../dossier/gatherings.ts'
import type { Row } from '../section.contract.ts'
import purposes from './purposes.json' with { type: 'json' }
import type { PanelSpec, Said, SectionSpec, View } from './view.ts'

const words: Readonly<Record<string, { zh: string; en: string }>> = purposes

const instantOf = (at: string) => ({ type: 'instant' as const, value: inShanghai(instant(at)) })
const coded = (code: string) => ({ type: 'code' as const, value: code, ...words[code] })
const groupsOf = (codes: readonly string[]) => ({
  type: 'text' as const,
  value: codes.join(', '),
  zh: codes.map((code) => words[code]?.zh ?? code).join('、'),
  en: codes.map((code) => words[code]?.en ?? code).join(', '),
})

function consents(view: View): Said | undefined {
  const found = view.trace.consents
  if (!found || found.length === 0) return undefined
  const rows: Row[] = found.map((one) => ({
    key: one.id,
    cells: [
      { type: 'text', value: one.organization },
      coded(one.purpose),
      groupsOf(one.fieldGroups),
      instantOf(one.grantedAt),
      instantOf(one.expiresAt),
      coded(one.status),
    ],
    ...(one.status === 'live' ? { tone: 'good' as const } : {}),
  }))
  const live = found.filter(({ status }) => status === 'live').length
  return {
    data: {
      kind: 'table',
      columns: [
        { id: 'organization', label: { zh: '被授权机构', en: 'Who may use it' }, type: 'text' },
        { id: 'purpose', label: { zh: '用途', en: 'Purpose' }, type: 'code' },
        { id: 'field-groups', label: { zh: '数据项', en: 'Field groups' }, type: 'text' },
        { id: 'granted-at', label: { zh: '授权时间', en: 'Granted' }, type: 'instant' },
        { id: 'expires-at', label: { zh: '到期时间', en: 'Ends' }, type: 'instant' },
        { id: 'status', label: { zh: '状态', en: 'State' }, type: 'code' },
      ],
      rows,
      total: found.length,
    },
    tone: 'plain',
    conclusion: {
      zh: `共 ${found.length} 项授权，有效 ${live} 项。`,
      en: `${found.length} consents, ${live} live.`,
    },
  }
}

function uses(view: View): Said | undefined {
  const found = view.trace.uses
  if (!found || found.length === 0) return undefined
  const refused = found.filter(({ outcome }) => outcome === 'refused').length
  const rows: Row[] = found.map((one) => ({
    key: one.id,
    cells: [
      instantOf(one.at),
      { type: 'text', value: one.organization },
      coded(one.purpose),
      groupsOf([...one.fieldGroups, ...one.publicGroups]),
      coded(one.basis === 'public' ? 'public' : one.outcome),
    ],
    ...(one.outcome === 'refused' ? { tone: 'yellow' as const } : {}),
  }))
  return {
    data: {
      kind: 'table',
      columns: [
        { id: 'at', label: { zh: '时间', en: 'When' }, type: 'instant' },
        { id: 'organization', label: { zh: '查询机构', en: 'Who looked' }, type: 'text' },
        { id: 'purpose', label: { zh: '用途', en: 'Purpose' }, type: 'code' },
        { id: 'field-groups', label: { zh: '数据项', en: 'Field groups' }, type: 'text' },
        { id: 'outcome', label: { zh: '结果', en: 'Outcome' }, type: 'code' },
      ],
      rows,
      total: found.length,
    },
    tone: refused > 0 ? 'yellow' : 'plain',
    conclusion: {
      zh: `最近 ${found.length} 次查询，其中 ${refused} 次因无授权被拒。`,
      en: `The last ${found.length} uses; ${refused} were refused for want of a consent.`,
    },
  }
}

/** Records whose source has corrected itself: the earlier versions are in the history of the record. */
function corrections(view: View): Said | undefined {
  const rows: Row[] = []
  for (const { kind, recordType } of gatherings) {
    if (kind !== 'rows') continue
    const { zh, en } = standardRecordType(recordType)
    for (const row of view.dossier.rowsOf(recordType))
      if (row.version > 1)
        rows.push({
          key: `${recordType}/${row.key}`,
          cells: [
            { type: 'text', value: recordType, zh, en },
            instantOf(row.knownAt),
            { type: 'integer', value: row.version },
          ],
          origin: { recordType, key: row.key },
        })
  }
  if (rows.length === 0) return undefined
  rows.sort((left, right) => (String(left.cells[1]!.value) < String(right.cells[1]!.value) ? 1 : -1))
  return {
    data: {
      kind: 'table',
      columns: [
        { id: 'record-type', label: { zh: '数据', en: 'Record' }, type: 'text' },
        { id: 'corrected-at', label: { zh: '更正时间', en: 'Corrected' }, type: 'instant' },
        { id: 'version', label: { zh: '版本', en: 'Version' }, type: 'integer' },
      ],
      rows: rows.slice(0, 50),
      total: rows.length,
    },
    tone: 'plain',
    conclusion: {
      zh: `数据源更正过 ${rows.length} 条记录。`,
      en: `Sources have corrected ${rows.length} records.`,
    },
  }
}

const panel = (id: string, zh: string, en: string, compose: PanelSpec['compose']): PanelSpec => ({
  id,
  title: { zh, en },
  recordTypes: [],
  compose,
})

export const trace: SectionSpec = {
  id: 'trace',
  zh: '授权与留痕',
  en: 'Consents and uses',
  panels: [
    panel('consents', '授权', 'Consents', consents),
    panel('uses', '谁查询过', 'Who has looked', uses),
    { ...panel('corrections', '更正记录', 'Corrections', corrections), recordTypes: profileRecordTypes },
  ],
}
