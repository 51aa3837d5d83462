import { standardRecordType } from '../../../trust/catalog/index.ts'
import type { DossierRow } from '../dossier/dossier.ts'
import type { Column, Row } from '../section.contract.ts'
import type { Tone } from '../value.contract.ts'
import { type Condition, matches } from './condition.ts'
import tablesFile from './tables.json' with { type: 'json' }
import { needsLook, type PanelSpec, type Said, tonePlace, type View, worstOf } from './view.ts'
import { fieldOf, valueTypeOf, type Words, wireValue } from './words.ts'

/** A panel that lists the records of one type, as data. */
export interface TableSpec {
  id: string
  recordType: string
  title?: Words
  columns: string[]
  /** The first that holds is the tone of the row. */
  tones?: { tone: Tone; when: Condition }[]
  /** What has run out is no warning where a later one of the same kind stands: by this field, to that day. */
  renewal?: { same: string; by: string }
}

export const tables: Readonly<Record<string, readonly TableSpec[]>> = tablesFile as unknown as Record<
  string,
  TableSpec[]
>

/** Rows that cross the wire at most; the total counts all. */
const rowsMax = 50

export function tablesOf(section: string): PanelSpec[] {
  return (tables[section] ?? []).map((spec) => ({
    id: spec.id,
    title: spec.title ?? titleOf(spec.recordType),
    recordTypes: [spec.recordType],
    compose: (view: View) => tableOf(view, spec),
  }))
}

export function tableNamed(section: string, id: string): PanelSpec {
  const found = tablesOf(section).find((panel) => panel.id === id)
  if (!found) throw new TypeError(`no table ${section}.${id}`)
  return found
}

function titleOf(recordType: string): Words {
  const { zh, en } = standardRecordType(recordType)
  return { zh, en }
}

export function toneOf(spec: Pick<TableSpec, 'tones'>, row: DossierRow, day: string): Tone {
  return spec.tones?.find(({ when }) => matches(row.values, when, day))?.tone ?? 'plain'
}

/** One that was revoked did not run out: another in its place does not mend that. */
function isRenewed({ renewal }: TableSpec, { values }: DossierRow, rows: readonly DossierRow[]): boolean {
  if (!renewal || (values.revoked_on ?? null) !== null) return false
  const { same, by } = renewal
  return rows.some(
    (other) => other.values[same] === values[same] && String(other.values[by]) > String(values[by]),
  )
}

/** What needs a look on top, then the newest. */
export function tableOf(view: View, spec: TableSpec): Said | undefined {
  const { dossier } = view
  const rows = dossier.rowsOf(spec.recordType)
  if (rows.length === 0) return undefined
  const fields = spec.columns.map((name) => fieldOf(spec.recordType, name))
  const columns: Column[] = fields.map((field) => ({
    id: field.name,
    label: { zh: field.zh, en: field.en },
    type: valueTypeOf(field),
  }))
  const toned = rows.map((row) => ({
    row,
    tone: isRenewed(spec, row, rows) ? ('plain' as const) : toneOf(spec, row, dossier.day),
  }))
  const sorted = toned
    .map((one, place) => ({ ...one, place }))
    .sort((left, right) => urgency(left.tone) - urgency(right.tone) || left.place - right.place)
  const shown: Row[] = sorted.slice(0, rowsMax).map(({ row, tone }) => ({
    key: row.key,
    cells: fields.map((field) => wireValue(field, row.values[field.name])),
    ...(tone === 'plain' ? {} : { tone }),
    origin: { recordType: spec.recordType, key: row.key },
  }))
  const total = dossier.totalOf(spec.recordType)
  const look = toned.filter(({ tone }) => needsLook(tone)).length
  return {
    data: { kind: 'table', columns, rows: shown, total },
    tone: worstOf(toned.map(({ tone }) => tone)),
    conclusion: conclusionOf(total, look),
  }
}

/** What only describes is not put before what is newer. */
const urgency = (tone: Tone) => (needsLook(tone) ? tonePlace(tone) : tonePlace('plain'))

function conclusionOf(total: number, look: number): Words {
  if (look === 0)
    return { zh: `共 ${total} 条，没有需要关注的。`, en: `${total} in all, none that needs a look.` }
  return { zh: `共 ${total} 条，其中 ${look} 条需要关注。`, en: `${total} in all, ${look} need a look.` }
}
