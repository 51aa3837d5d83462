import { madeZip, type ZipEntry } from './made-zip.ts'

/** A cell as a spreadsheet stores it: `shared` and `inline` texts, numbers as their digits with a style. */
export type MadeCell =
  | string
  | null
  | { number: string; style?: number }
  | { inline: string }
  | { error: string }
  | { boolean: boolean }
  | { formula: string; value: string }

export interface MadeSheet {
  name: string
  rows: (MadeCell[] | null)[]
  hidden?: boolean
}

/** Styles: 0 general, 1 built-in date, 2 yyyy"年"m"月"d"日", 3 yyyy-mm, 4 date and time, 5 #,##0.00. */
const styles = `<styleSheet xmlns="x"><numFmts count="4"><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="165" formatCode="yyyy\\-mm"/><numFmt numFmtId="166" formatCode="yyyy/m/d h:mm:ss"/><numFmt numFmtId="167" formatCode="#,##0.00_);[Red]\\(#,##0.00\\)"/></numFmts><cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs><cellXfs count="6"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="167"/></cellXfs></styleSheet>`

export function madeWorkbook(
  sheets: readonly MadeSheet[],
  options: { since1904?: boolean; extra?: ZipEntry[]; sharedStrings?: string } = {},
): Buffer {
  const shared: string[] = []
  const parts = sheets.map(({ rows }) => sheetXml(rows, shared))
  const list = sheets.map(
    ({ name, hidden }, at) =>
      `<sheet name="${escaped(name)}" sheetId="${at + 1}" ${hidden ? 'state="hidden" ' : ''}r:id="rId${at + 1}"/>`,
  )
  const relations = sheets.map(
    (_, at) => `<Relationship Id="rId${at + 1}" Target="worksheets/sheet${at + 1}.xml"/>`,
  )
  const strings = shared.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join('')
  const xml = (content: string) => `<?xml version="1.0" encoding="UTF-8"?>\n${content}`
  return madeZip([
    { name: '[Content_Types].xml', content: xml('<Types/>') },
    {
      name: 'xl/workbook.xml',
      content: xml(
        `<workbook xmlns="x" xmlns:r="y"><workbookPr${options.since1904 ? ' date1904="1"' : ''}/><sheets>${list.join('')}</sheets></workbook>`,
      ),
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: xml(`<Relationships>${relations.join('')}</Relationships>`),
    },
    { name: 'xl/styles.xml', content: xml(styles) },
    { name: 'xl/sharedStrings.xml', content: options.sharedStrings ?? xml(`<sst>${strings}</sst>`) },
    ...parts.map((content, at) => ({ name: `xl/worksheets/sheet${at + 1}.xml`, content: xml(content) })),
    ...(options.extra ?? []),
  ])
}

function sheetXml(rows: MadeSheet['rows'], shared: string[]): string {
  const lines = rows.map((cells, at) => {
    if (cells === null) return ''
    const row = at + 1
    return `<row r="${row}">${cells.map((cell, column) => cellXml(cell, `${letters(column)}${row}`, shared)).join('')}</row>`
  })
  return `<worksheet xmlns="x"><sheetData>${lines.join('')}</sheetData></worksheet>`
}

function cellXml(cell: MadeCell, at: string, shared: string[]): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return `<c r="${at}" t="s"><v>${shared.push(cell) - 1}</v></c>`
  if ('number' in cell) return `<c r="${at}" s="${cell.style ?? 0}"><v>${cell.number}</v></c>`
  if ('inline' in cell) return `<c r="${at}" t="inlineStr"><is><t>${escaped(cell.inline)}</t></is></c>`
  if ('error' in cell) return `<c r="${at}" t="e"><v>${cell.error}</v></c>`
  if ('boolean' in cell) return `<c r="${at}" t="b"><v>${cell.boolean ? 1 : 0}</v></c>`
  return `<c r="${at}" t="str"><f>${escaped(cell.formula)}</f><v>${escaped(cell.value)}</v></c>`
}

function letters(column: number): string {
  const rest = Math.floor(column / 26)
  return (rest > 0 ? letters(rest - 1) : '') + String.fromCharCode(65 + (column % 26))
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '_x000D_')
}
