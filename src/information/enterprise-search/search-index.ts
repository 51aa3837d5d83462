import { type Collector, collector, type Hit } from './collect.ts'
import { findCode, findSimilarCode } from './find-code.ts'
import { findLiteral } from './find-literal.ts'
import { findGappedPinyin, findPinyin } from './find-pinyin.ts'
import { findScattered } from './find-scattered.ts'
import { findMisspelt, findSoundAlike, findSwapped } from './find-similar.ts'
import { plainText } from './plain-text.ts'
import type { Reader } from './reader.ts'
import type { Readings } from './reading.ts'

export interface Found {
  hits: Hit[]
  total: number
  totalIsExact: boolean
}

/** What holds the text but for its form stands behind what holds the text, and before what has gaps. */
const bareGrade = 8

/** With fewer hits than this, what was typed may be wrong, and what is only similar is shown as well. */
const fewHits = 3

/** Searches all segments, first for what was typed and then, while there is room, for what may have been meant. */
export function searchIndex(
  readers: readonly Reader[],
  readings: Readings,
  text: string,
  limit: number,
): Found {
  const plain = plainText(text)
  const into = collector(limit)
  if (plain === '') return { hits: [], total: 0, totalIsExact: true }
  const units = Array.from({ length: plain.length }, (_, at) => plain.charCodeAt(at))
  const each = (stage: (reader: Reader) => void) => readers.forEach(stage)
  const isCode = /^[0-9a-z]*[0-9][0-9a-z]*$/.test(plain) && plain.length >= 2
  if (isCode) each((reader) => findCode(reader, plain, into))
  each((reader) => findLiteral(reader, units, into))
  if (/[a-z]/.test(plain)) each((reader) => findPinyin(reader, plain, into))
  const bare = bareUnits(plain)
  const isBare = bare.length >= 2 && bare.length < units.length
  if (isBare && into.total() < limit) each((reader) => findLiteral(reader, bare, into, bareGrade))
  if (/[a-z]/.test(plain) && into.total() < limit) each((reader) => findGappedPinyin(reader, plain, into))
  if (into.total() < limit) each((reader) => findScattered(reader, units, into))
  if (isBare && into.total() < fewHits) each((reader) => findScattered(reader, bare, into))
  if (into.total() < fewHits) findWhatWasMeant(readers, readings, units, into)
  if (isCode && into.total() === 0) each((reader) => findSimilarCode(reader, plain, into))
  return { hits: into.hits(), total: into.total(), totalIsExact: into.isExact() }
}

function findWhatWasMeant(
  readers: readonly Reader[],
  readings: Readings,
  units: readonly number[],
  into: Collector,
): void {
  const each = (stage: (reader: Reader) => void) => readers.forEach(stage)
  each((reader) => findSoundAlike(reader, units, readings, into))
  each((reader) => findSwapped(reader, units, into))
  if (into.total() < fewHits) each((reader) => findMisspelt(reader, units, 1, into))
  if (into.total() === 0) each((reader) => findMisspelt(reader, units, 2, into))
}

/** Without what people add that a name may lack: the legal form and the generic word behind a place. */
function bareUnits(plain: string): number[] {
  const bare = plain
    .replace(/(?:集团)?(?:股份)?(?:有限责任公司|有限公司|公司)$/, '')
    .replace(/^(.{2,4}?)(?:壮族自治区|回族自治区|维吾尔自治区|自治区|省)/, '$1')
    .replace(/(?<=^.{2,8})[市县]/, '')
  return Array.from({ length: bare.length }, (_, at) => bare.charCodeAt(at))
}
