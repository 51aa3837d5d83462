import type { Comparison } from './comparison.ts'
import type { BatchMeasures, FieldMeasure, Finding } from './contract.ts'
import { finding, percent } from './finding.ts'
import { compareShare, deviations, spreadOf } from './robust.ts'

/** Values that went missing, that are in another unit, or that were sent before under other dates. */
export function findValueChanges(comparison: Comparison): Finding[] {
  return [...findMissingValues(comparison), ...findUnits(comparison), ...findRepeatedContent(comparison)]
}

function findMissingValues({ measures, earlier, recordType, thresholds }: Comparison): Finding[] {
  const { severity, pointsMin, deviationsMin } = thresholds.valuesMissing
  const { rowsMin, deliveriesMin } = thresholds.comparable
  if (measures.measured < rowsMin) return []
  return recordType.fields.flatMap((field) => {
    const before = earlier.flatMap((one) => emptyShare(one.measures, field.name, rowsMin))
    const [share] = emptyShare(measures, field.name, rowsMin)
    if (share === undefined || before.length < deliveriesMin) return []
    const compared = compareShare(share, before, measures.measured)
    if (compared.rise < pointsMin || compared.deviations < deviationsMin) return []
    return [
      finding('values-missing', severity, {
        field: field.name,
        zh: `“${field.zh}”有 ${percent(share)} 为空，近 ${earlier.length} 次的中位数为 ${percent(compared.middle)}。`,
        en: `"${field.en}" is empty in ${percent(share)} of the rows, against a median of ${percent(compared.middle)} in the last ${earlier.length} deliveries.`,
        evidence: { share, median: compared.middle, deviations: compared.deviations },
      }),
    ]
  })
}

function emptyShare(measures: BatchMeasures, field: string, rowsMin: number): number[] {
  const measure = measures.fields[field]
  return measure && measures.measured >= rowsMin ? [1 - measure.filled / measures.measured] : []
}

/** Yuan, thousands and ten thousands of yuan, fen: what an amount is exported in by mistake. */
const factors = [100, 1000, 10_000, 1_000_000]
const slack = Math.log(2.5)
/** The least width of ln(value): the middle of a few amounts varies by a fifth by itself. */
const valueFloor = 0.2

function findUnits({ measures, earlier, recordType, thresholds }: Comparison): Finding[] {
  const { severity, factorMin, deviationsMin } = thresholds.unitChanged
  const { rowsMin, deliveriesMin } = thresholds.comparable
  return recordType.fields.flatMap((field) => {
    const measure = measures.fields[field.name]
    if (!measure || measure.filled < rowsMin) return []
    const robust = [measure, ...earlier.map((one) => one.measures.fields[field.name])].every(
      (one) => one === undefined || one.median !== undefined,
    )
    const before = earlier.flatMap((one) => levelOf(one.measures.fields[field.name], rowsMin, robust))
    const [level] = levelOf(measure, rowsMin, robust)
    if (level === undefined || before.length < deliveriesMin) return []
    const spread = spreadOf(before)
    const moved = level - spread.middle
    const factor = factors.find((one) => Math.abs(Math.abs(moved) - Math.log(one)) < slack)
    const far = Math.abs(deviations(level, spread, valueFloor))
    if (factor === undefined || factor < factorMin || far < deviationsMin) return []
    const [zh, en] = moved > 0 ? ['放大', 'larger'] : ['缩小', 'smaller']
    return [
      finding('unit-changed', severity, {
        field: field.name,
        zh: `“${field.zh}”整体${zh}约 ${factor.toLocaleString('en-US')} 倍（实为 ${Math.exp(Math.abs(moved)).toPrecision(3)} 倍），单位可能变了。`,
        en: `"${field.en}" is about ${factor.toLocaleString('en-US')} times ${en} than before (${Math.exp(Math.abs(moved)).toPrecision(3)} times): its unit may have changed.`,
        evidence: { factor: moved > 0 ? factor : 1 / factor, ratio: Math.exp(moved), deviations: far },
      }),
    ]
  })
}

/** The logarithm of a field's middle; nothing where it is not a positive number. */
function levelOf(measure: FieldMeasure | undefined, rowsMin: number, robust: boolean): number[] {
  const level = robust ? measure?.median : measure?.mean
  return measure && measure.filled >= rowsMin && level !== undefined && Math.abs(level) > 0
    ? [Math.log(Math.abs(level))]
    : []
}

/** The same numbers and codes as a delivery before, under other months: an old file with new dates. */
function findRepeatedContent({ measures, earlier, recordType, thresholds }: Comparison): Finding[] {
  const { severity, rowsMin } = thresholds.contentRepeated
  if (measures.measured < rowsMin) return []
  const content = contentOf(measures, recordType.eventTime)
  const same = earlier.findLast(
    (one) =>
      one.measures.measured === measures.measured &&
      contentOf(one.measures, recordType.eventTime) === content &&
      JSON.stringify(sorted(one.measures.eventMonths)) !== JSON.stringify(sorted(measures.eventMonths)),
  )
  if (content === undefined || same === undefined) return []
  const day = same.at.slice(0, 10)
  return [
    finding('content-repeated', severity, {
      zh: `内容与 ${day} 的交付相同（行数、金额、代码逐项一致），只是日期不同。`,
      en: `The content is that of the delivery of ${day} (rows, amounts and codes agree one by one); only the dates differ.`,
      evidence: { delivery: same.at, rows: measures.measured },
    }),
  ]
}

/** A fingerprint of all that is not a date; none where no field varies, since that would say nothing. */
function contentOf(measures: BatchMeasures, eventTime: string | null): string | undefined {
  const parts = Object.entries(measures.fields)
    .filter(([name]) => name !== eventTime)
    .sort(([left], [right]) => (left < right ? -1 : 1))
  const varies = parts.some(([, { mean, min, max }]) => mean !== undefined && min !== max)
  if (!varies) return undefined
  return JSON.stringify(
    parts.map(([name, { filled, mean, codes, min, max }]) =>
      // Dates follow the event time; a sum of doubles depends on its order in the last digits.
      [name, filled, mean?.toPrecision(9), codes && sorted(codes), mean === undefined ? null : [min, max]],
    ),
  )
}

function sorted(counts: Readonly<Record<string, number>>): [string, number][] {
  return Object.entries(counts).sort(([left], [right]) => (left < right ? -1 : 1))
}
