import type { Comparison } from './comparison.ts'
import type { FieldMeasure, Finding } from './contract.ts'
import { distance, distributionOf, pool } from './distribution.ts'
import { finding, percent, whole } from './finding.ts'
import { medianOf } from './robust.ts'

/** Code lists that changed at the source: a code that is new, one that is gone, or other shares of the same codes. */
export function findCodeChanges(comparison: Comparison): Finding[] {
  return comparison.recordType.fields.flatMap((field) => {
    const unknown = findUnknownCodes(comparison, field)
    const before = comparison.earlier.flatMap(({ measures }) => {
      const codes = measures.fields[field.name]?.codes
      return codes && measures.measured >= comparison.thresholds.comparable.rowsMin ? [codes] : []
    })
    const codes = comparison.measures.fields[field.name]?.codes
    const { deliveriesMin, rowsMin } = comparison.thresholds.comparable
    if (!codes || comparison.measures.measured < rowsMin || before.length < deliveriesMin) return unknown
    const changed = [
      ...findNewCodes(comparison, field, codes, before),
      ...findVanishedCodes(comparison, field, codes, before),
    ]
    // Shares move when a code comes or goes: that is one fault, not two.
    const found = [...unknown, ...changed]
    return found.length > 0 ? found : findShift(comparison, field, codes, before)
  })
}

interface Named {
  name: string
  zh: string
  en: string
}
type Codes = NonNullable<FieldMeasure['codes']>

/** Codes that no list has: their rows are quarantined, and a new list at the source looks like this. */
function findUnknownCodes({ measures, earlier, thresholds }: Comparison, field: Named): Finding[] {
  const { severity, shareMin, rowsMin } = thresholds.codeNew
  const seen = new Set(earlier.flatMap((one) => Object.keys(one.measures.fields[field.name]?.unknown ?? {})))
  const fresh = Object.entries(measures.fields[field.name]?.unknown ?? {}).filter(
    ([code, rows]) => !seen.has(code) && rows >= rowsMin && rows / measures.rows >= shareMin,
  )
  if (fresh.length === 0) return []
  const rows = fresh.reduce((sum, [, count]) => sum + count, 0)
  const named = fresh.map(([code]) => code.slice(0, 40)).slice(0, 5)
  return [
    finding('code-new', severity, {
      field: field.name,
      zh: `“${field.zh}”出现代码表之外的新代码 ${named.join('、')}，共 ${whole(rows)} 行。`,
      en: `"${field.en}" has new codes that its list does not know: ${named.join(', ')}; ${whole(rows)} rows.`,
      evidence: { codes: named.join(' '), rows, share: rows / measures.rows },
    }),
  ]
}

function findNewCodes(
  { measures, earlier, thresholds }: Comparison,
  field: Named,
  codes: Codes,
  before: readonly Codes[],
): Finding[] {
  const { severity, shareMin, rowsMin } = thresholds.codeNew
  const fresh = Object.entries(codes).filter(
    ([code, rows]) =>
      rows >= rowsMin && rows / measures.measured >= shareMin && before.every((one) => !one[code]),
  )
  return fresh.slice(0, 5).map(([code, rows]) =>
    finding('code-new', severity, {
      field: field.name,
      zh: `“${field.zh}”的代码 ${code} 在近 ${earlier.length} 次中从未出现，本次 ${whole(rows)} 行（${percent(rows / measures.measured)}）。`,
      en: `"${field.en}" has the code ${code} in ${whole(rows)} rows (${percent(rows / measures.measured)}); the last ${earlier.length} deliveries never had it.`,
      evidence: { code, rows, share: rows / measures.measured },
    }),
  )
}

function findVanishedCodes(
  { measures, earlier, thresholds }: Comparison,
  field: Named,
  codes: Codes,
  before: readonly Codes[],
): Finding[] {
  const { severity, expectedRowsMin } = thresholds.codeVanished
  const shares = before.map(distributionOf)
  const usual = pool(shares)
  const gone = [...usual].filter(([code, share]) => {
    const least = Math.min(...shares.map((one) => one.get(code) ?? 0))
    // It was in every delivery, and even its least share would have shown.
    return (
      !codes[code] &&
      share * measures.measured >= expectedRowsMin &&
      least * measures.measured >= expectedRowsMin / 2
    )
  })
  return gone.slice(0, 5).map(([code, share]) =>
    finding('code-vanished', severity, {
      field: field.name,
      zh: `“${field.zh}”的代码 ${code} 消失了：近 ${earlier.length} 次平均占 ${percent(share)}，本次一行也没有。`,
      en: `"${field.en}" no longer has the code ${code}: ${percent(share)} of the rows in the last ${earlier.length} deliveries, none now.`,
      evidence: { code, share, expectedRows: share * measures.measured },
    }),
  )
}

function findShift(
  { measures, earlier, thresholds }: Comparison,
  field: Named,
  codes: Codes,
  before: readonly Codes[],
): Finding[] {
  const { severity, distanceMin, ratioMin } = thresholds.codesShifted
  const shares = before.map(distributionOf)
  const [now, usual] = [distributionOf(codes), pool(shares)]
  const moved = distance(now, usual)
  const ordinary = shares.map((one) => distance(one, usual))
  const noise = samplingDistance(new Set([...now.keys(), ...usual.keys()]).size, measures.measured)
  const least = Math.max(distanceMin, ratioMin * medianOf(ordinary), Math.max(...ordinary), ratioMin * noise)
  if (moved < least) return []
  const [code, change] = [...new Set([...now.keys(), ...usual.keys()])]
    .map((key) => [key, (now.get(key) ?? 0) - (usual.get(key) ?? 0)] as const)
    .sort((left, right) => Math.abs(right[1]) - Math.abs(left[1]))[0]!
  const [was, is] = [percent(usual.get(code) ?? 0), percent(now.get(code) ?? 0)]
  return [
    finding('codes-shifted', severity, {
      field: field.name,
      zh: `“${field.zh}”的代码分布变了（距离 ${moved.toFixed(2)}，以往 ${medianOf(ordinary).toFixed(2)}）：${code} 由 ${was} 变为 ${is}。`,
      en: `The codes of "${field.en}" are distributed otherwise (distance ${moved.toFixed(2)}, ordinarily ${medianOf(ordinary).toFixed(2)}): ${code} went from ${was} to ${is}.`,
      evidence: { distance: moved, ordinary: medianOf(ordinary), code, change, deliveries: earlier.length },
    }),
  ]
}

/** The distance that drawing alone makes: the divergence in bits is about (codes − 1) / (8 · rows · ln 2). */
function samplingDistance(codes: number, rows: number): number {
  return Math.sqrt(Math.max(codes - 1, 0) / (8 * Math.LN2 * Math.max(rows, 1)))
}
