import { lookOfBuiltIn, lookOfFormat, type NumberLook } from './cell-value.ts'
import { refuse } from './contract.ts'
import { type ReadingLimits, readingLimits } from './limits.ts'
import { openSharedText, type SharedText } from './shared-text.ts'
import { readXml } from './xml-events.ts'
import type { Archive, ArchiveEntry } from './zip-archive.ts'

/** What must be known of a workbook before a sheet of it can be read. */
export interface Workbook {
  file: string
  sheets: { name: string; part: ArchiveEntry }[]
  since1904: boolean
  /** By the style of a cell. */
  looks: NumberLook[]
  sharedText: SharedText
}

export function isWorkbook(archive: Archive): boolean {
  return archive.entries.some(({ name }) => name === 'xl/workbook.xml')
}

/** Reads the parts besides the sheets; the shared texts stay outside the heap. */
export async function openWorkbook(
  archive: Archive,
  file: string,
  limits: ReadingLimits = readingLimits,
): Promise<Workbook> {
  const partOf = (path: string) => archive.entries.find(({ name }) => name === path)
  const targets = await readRelations(partOf('xl/_rels/workbook.xml.rels'), file, limits)
  const { listed, since1904 } = await readDirectory(partOf('xl/workbook.xml')!, file, limits)
  if (listed.length > limits.sheetsMax)
    refuse('workbook-too-large', { file, sheets: listed.length, max: limits.sheetsMax })
  const sheets = listed.flatMap(({ name, relation }) => {
    const part = partOf(targets.get(relation) ?? '')
    return part === undefined ? [] : [{ name, part }]
  })
  const looks = await readLooks(partOf('xl/styles.xml'), file, limits)
  const sharedText = await openSharedText(partOf('xl/sharedStrings.xml'), file, limits)
  return { file, sheets, since1904, looks, sharedText }
}

async function readRelations(part: ArchiveEntry | undefined, file: string, limits: ReadingLimits) {
  const targets = new Map<string, string>()
  if (part === undefined) return targets
  const open = (name: string, { Id, Target }: Readonly<Record<string, string>>) => {
    if (name !== 'Relationship' || Id === undefined || Target === undefined) return
    targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`)
  }
  await readXml(await part.open(), file, { open }, limits)
  return targets
}

/** Sheets that a person sees, in their order; hidden ones only when there are no others. */
async function readDirectory(part: ArchiveEntry, file: string, limits: ReadingLimits) {
  const all: { name: string; relation: string; hidden: boolean }[] = []
  let since1904 = false
  const open = (name: string, attributes: Readonly<Record<string, string>>) => {
    if (name === 'workbookPr') since1904 = /^(1|true|on)$/.test(attributes.date1904 ?? '')
    if (name !== 'sheet') return
    const relation = Object.entries(attributes).find(([key]) => /(^|:)id$/.test(key))?.[1] ?? ''
    all.push({ name: attributes.name ?? '', relation, hidden: /idden/.test(attributes.state ?? '') })
  }
  await readXml(await part.open(), file, { open }, limits)
  const seen = all.filter(({ hidden }) => !hidden)
  return { listed: seen.length > 0 ? seen : all, since1904 }
}

async function readLooks(part: ArchiveEntry | undefined, file: string, limits: ReadingLimits) {
  const looks: NumberLook[] = []
  if (part === undefined) return looks
  const formats = new Map<number, NumberLook>()
  let inCells = false
  await readXml(
    await part.open(),
    file,
    {
      open: (name, attributes) => {
        if (name === 'numFmt')
          formats.set(Number(attributes.numFmtId), lookOfFormat(attributes.formatCode ?? ''))
        if (name === 'cellXfs') inCells = true
        if (name === 'xf' && inCells) {
          const id = Number(attributes.numFmtId ?? 0)
          looks.push(formats.get(id) ?? lookOfBuiltIn(id))
        }
      },
      close: (name) => {
        if (name === 'cellXfs') inCells = false
      },
    },
    limits,
  )
  return looks
}
