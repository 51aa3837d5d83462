import type { Comparison } from './comparison.ts'
import type { BatchMeasures, Finding } from './contract.ts'
import { finding, percent, whole } from './finding.ts'
import { enterprisesOf } from './measured-share.ts'
import { compareRatio, compareShare, medianOf } from './robust.ts'

/** How much came: rows, enterprises, and the shares that were quarantined or known already. */
export function findVolumeChanges(comparison: Comparison): Finding[] {
  const rows = findRows(comparison)
  return [
    ...rows,
    // Fewer rows mean fewer enterprises: that is one fault, not two.
    ...(rows.some(({ code }) => code === 'rows-down') ? [] : findCoverage(comparison)),
    ...findQuarantine(comparison),
    ...findDuplicates(comparison),
  ]
}

/** The least width of ln(rows): a source that was steady by chance may still vary by a twentieth. */
const ratioFloor = 0.05

function findRows({ measures, earlier, seasons, thresholds }: Comparison): Finding[] {
  const { rowsDown, rowsUp } = thresholds
  const { ratio, middle, deviations } = compareRatio(
    measures.rows,
    earlier.map((one) => one.measures.rows),
    ratioFloor,
  )
  const usual = seasons.map(
    ({ delivery, around }) => delivery.measures.rows / medianOf(around.map((one) => one.measures.rows)),
  )
  // What the same month did in earlier years is no fault: half the rows in every February is February.
  const seasonal = usual.length > 0 ? ratio / medianOf(usual) : ratio
  const evidence = { rows: measures.rows, median: middle, ratio, deviations, deliveries: earlier.length }
  if (Math.max(ratio, seasonal) <= rowsDown.ratioMax && deviations <= -rowsDown.deviationsMin)
    return [
      finding('rows-down', rowsDown.severity, {
        zh: `本次 ${whole(measures.rows)} 行，近 ${earlier.length} 次的中位数为 ${whole(middle)} 行，只有其 ${percent(ratio)}。`,
        en: `${whole(measures.rows)} rows, against a median of ${whole(middle)} in the last ${earlier.length} deliveries: ${percent(ratio)} of it.`,
        evidence,
      }),
    ]
  if (Math.min(ratio, seasonal) >= rowsUp.ratioMin && deviations >= rowsUp.deviationsMin)
    return [
      finding('rows-up', rowsUp.severity, {
        zh: `本次 ${whole(measures.rows)} 行，是近 ${earlier.length} 次中位数 ${whole(middle)} 行的 ${ratio.toFixed(1)} 倍。`,
        en: `${whole(measures.rows)} rows, ${ratio.toFixed(1)} times the median of ${whole(middle)} in the last ${earlier.length} deliveries.`,
        evidence,
      }),
    ]
  return []
}

function findCoverage({ measures, earlier, seasons, thresholds }: Comparison): Finding[] {
  const { severity, ratioMax, deviationsMin } = thresholds.coverageDown
  const { ratio, middle, deviations } = compareRatio(
    enterprisesOf(measures),
    earlier.map((one) => enterprisesOf(one.measures)),
    ratioFloor,
  )
  const usual = seasons.map(
    ({ delivery, around }) =>
      enterprisesOf(delivery.measures) /
      Math.max(1, medianOf(around.map((one) => enterprisesOf(one.measures)))),
  )
  const seasonal = usual.length > 0 ? ratio / Math.max(medianOf(usual), 1e-9) : ratio
  if (Math.max(ratio, seasonal) > ratioMax || deviations > -deviationsMin) return []
  return [
    finding('coverage-down', severity, {
      zh: `本次涉及 ${whole(enterprisesOf(measures))} 家企业，近 ${earlier.length} 次的中位数为 ${whole(middle)} 家。`,
      en: `${whole(enterprisesOf(measures))} enterprises, against a median of ${whole(middle)} in the last ${earlier.length} deliveries.`,
      evidence: { enterprises: enterprisesOf(measures), median: middle, ratio, deviations },
    }),
  ]
}

function findQuarantine({ measures, earlier, thresholds }: Comparison): Finding[] {
  const { severity, pointsMin, deviationsMin } = thresholds.quarantineJump
  if (measures.rows < thresholds.comparable.rowsMin) return []
  const share = measures.quarantined / measures.rows
  const before = earlier.map((one) => one.measures.quarantined / one.measures.rows)
  const { rise, middle, deviations } = compareShare(share, before, measures.rows)
  if (rise < pointsMin || deviations < deviationsMin) return []
  const reason = risenReason(
    measures,
    earlier.map((one) => one.measures),
  )
  return [
    finding('quarantine-jump', severity, {
      zh: `隔离率 ${percent(share)}，近 ${earlier.length} 次的中位数为 ${percent(middle)}；主要原因 ${reason}。`,
      en: `${percent(share)} of the rows are quarantined, against a median of ${percent(middle)} in the last ${earlier.length} deliveries; mostly ${reason}.`,
      evidence: { share, median: middle, deviations, reason },
    }),
  ]
}

/** The reason whose share rose the most. */
function risenReason(measures: BatchMeasures, earlier: readonly BatchMeasures[]): string {
  const rises = Object.entries(measures.quarantine).map(([reason, rows]) => {
    const usual = medianOf(earlier.map((one) => (one.quarantine[reason] ?? 0) / one.rows))
    return [reason, rows / measures.rows - usual] as const
  })
  return rises.sort((left, right) => right[1] - left[1])[0]?.[0] ?? '–'
}

function findDuplicates({ measures, earlier, thresholds }: Comparison): Finding[] {
  const { severity, pointsMin, deviationsMin } = thresholds.duplicatesUp
  if (measures.rows < thresholds.comparable.rowsMin) return []
  const share = measures.duplicate / measures.rows
  const before = earlier.map((one) => one.measures.duplicate / one.measures.rows)
  const { rise, middle, deviations } = compareShare(share, before, measures.rows)
  if (rise < pointsMin || deviations < deviationsMin) return []
  return [
    finding('duplicates-up', severity, {
      zh: `重复率 ${percent(share)}，近 ${earlier.length} 次的中位数为 ${percent(middle)}。`,
      en: `${percent(share)} of the rows were known already, against a median of ${percent(middle)} in the last ${earlier.length} deliveries.`,
      evidence: { share, median: middle, deviations },
    }),
  ]
}
