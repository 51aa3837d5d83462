import { type Source, subjectPrefix } from '../../trust/catalog/index.ts'
import { usccCheckSql, usccFormSql } from '../enterprises/index.ts'
import { blanks, sqlText } from './sql-text.ts'

/** Reasons that the table of identifiers gives; 0 is none. */
export const identifierReasons = [
  'identifier-malformed',
  'identifier-check-digit',
  'identifier-old-number',
] as const

/**
 * What a code is read as: full-width characters are what they look like, and blanks, hyphens and the marks with which
 * spreadsheets keep a number from being one are nothing. The check character says whether that was right.
 */
const fullWidth =
  '０１２３４５６７８９ＡＢＣＤＥＦＧＨＪＫＬＭＮＰＱＲＴＵＷＸＹａｂｃｄｅｆｇｈｊｋｌｍｎｐｑｒｔｕｗｘｙ'
const halfWidth = '0123456789ABCDEFGHJKLMNPQRTUWXYabcdefghjklmnpqrtuwxy'
const nothing = ` \t\r\n\u3000\u00A0\u200B\uFEFF-'"=\``

function codeReadSql(x: string): string {
  const read = `upper(translate(${x}, ${sqlText(fullWidth + nothing)}, ${sqlText(halfWidth)}))`
  return `CASE WHEN ${usccFormSql(x)} THEN ${x} ELSE ${read} END`
}

/** The same outside the engine. */
function codeRead(text: string): string {
  if (/^[0-9A-HJ-NP-RTUWXY]{18}$/.test(text)) return text
  let read = ''
  for (const character of text) {
    const wide = fullWidth.indexOf(character)
    if (wide >= 0) read += halfWidth[wide]
    else if (!nothing.includes(character)) read += character
  }
  return read.toUpperCase()
}

/** The lake key of an identifier as delivered: `createSubjectSql` says the same of every row that is published. */
export function subjectOf(source: Source, text: string): string {
  const local = source.identifierScheme === 'local'
  const plain = local ? text.replace(/^[ \t\r\n\u3000\u00A0]+|[ \t\r\n\u3000\u00A0]+$/g, '') : codeRead(text)
  return subjectPrefix(source) + plain
}

/** Registration numbers before 2015: 13 digits until 2007, then 15. They say who it is only within a registry. */
const oldNumberSql = (x: string) => `regexp_full_match(${x}, '[0-9]{13}|[0-9]{15}')`

/**
 * Each different identifier of the batch once: its subject, its place in the order of the lake, and what is wrong
 * with it. A file has far fewer enterprises than rows, so the check digit costs next to nothing.
 * hash8 is the first byte of the MD5 of the subject: every engine can compute it, today and in ten years.
 */
export function createSubjectSql(source: Source): string {
  const local = source.identifierScheme === 'local'
  const plain = local ? `trim(id, ${blanks})` : codeReadSql('id')
  const problem = local
    ? `CASE WHEN length(value) > 64 OR value = '' THEN 1 ELSE 0 END`
    : `CASE WHEN ${oldNumberSql('value')} THEN 3 WHEN NOT ${usccFormSql('value')} THEN 1 WHEN NOT ${usccCheckSql('value')} THEN 2 ELSE 0 END`
  return `CREATE OR REPLACE TABLE subject AS
    SELECT *, dense_rank() OVER (ORDER BY hash8, subject)::INTEGER AS ordinal
    FROM (SELECT id, rows, value, ${sqlText(subjectPrefix(source))} || value AS subject, (${problem})::UTINYINT AS problem,
        ('0x' || substr(md5(${sqlText(subjectPrefix(source))} || value), 1, 2))::UTINYINT AS hash8
      FROM (SELECT id, rows, ${plain} AS value FROM (SELECT id, count(*)::INTEGER AS rows FROM staged WHERE problem IS NULL GROUP BY id)))`
}
