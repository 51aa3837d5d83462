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

function findRows(comparison: Comparison): Finding[] {
  const { measures, earlier, thresholds } = comparison
  const { rowsDown, rowsUp } = thresholds
  const { ratio, middle, season, deviations } = compare(comparison, (one) => one.rows)
  const evidence = {
    rows: measures.rows,
    median: middle,
    season,
    ratio,
    deviations,
    deliveries: earlier.length,
  }
  const against = againstWords(earlier.length, middle, season)
  if (ratio <= rowsDown.ratioMax && deviations <= -rowsDown.deviationsMin)
    return [
      finding('rows-down', rowsDown.severity, {
        zh: `本次 ${whole(measures.rows)} 行，${against.zh}，只有其 ${percent(ratio)}。`,
        en: `${whole(measures.rows)} rows, against ${against.en}: ${percent(ratio)} of it.`,
        evidence,
      }),
    ]
  // Twice as many as in the same month of earlier years and no more than of late is no rise.
  if (Math.min(ratio, ratio * season) >= rowsUp.ratioMin && deviations >= rowsUp.deviationsMin)
    return [
      finding('rows-up', rowsUp.severity, {
        zh: `本次 ${whole(measures.rows)} 行，${against.zh}，是其 ${ratio.toFixed(1)} 倍。`,
        en: `${whole(measures.rows)} rows, against ${against.en}: ${ratio.toFixed(1)} times it.`,
        evidence,
      }),
    ]
  return []
}

function findCoverage(comparison: Comparison): Finding[] {
  const { measures, earlier, thresholds } = comparison
  const { severity, ratioMax, deviationsMin } = thresholds.coverageDown
  const { ratio, middle, season, deviations } = compare(comparison, enterprisesOf)
  // Rows for each enterprise have no season: they show what a peak in the number of rows hides.
  const dense = compare(comparison, (one) => (1000 * enterprisesOf(one)) / one.rows)
  const fewer = ratio <= ratioMax && deviations <= -deviationsMin
  if (!fewer && (dense.ratio > ratioMax || dense.deviations > -deviationsMin)) return []
  const enterprises = enterprisesOf(measures)
  const against = againstWords(earlier.length, middle, season)
  return [
    finding('coverage-down', severity, {
      zh: `本次 ${whole(measures.rows)} 行只涉及 ${whole(enterprises)} 家企业，${against.zh}，为其 ${percent(ratio)}。`,
      en: `${whole(enterprises)} enterprises in ${whole(measures.rows)} rows, against ${against.en}: ${percent(ratio)} of it.`,
      evidence: { enterprises, median: middle, season, ratio, deviations },
    }),
  ]
}

/** A number beside those of earlier deliveries; half the rows in every February is February and no fault. */
function compare({ measures, earlier, seasons }: Comparison, figure: (measures: BatchMeasures) => number) {
  const usual = seasons.map(
    ({ delivery, around }) =>
      figure(delivery.measures) / Math.max(1, medianOf(around.map((one) => figure(one.measures)))),
  )
  const season = usual.length > 0 ? Math.max(medianOf(usual), 1e-3) : 1
  const before = earlier.map((one) => figure(one.measures))
  return { season, ...compareRatio(figure(measures), before, ratioFloor, season) }
}

function againstWords(deliveries: number, middle: number, season: number): { zh: string; en: string } {
  if (Math.abs(season - 1) < 0.1)
    return {
      zh: `近 ${deliveries} 次的中位数为 ${whole(middle)}`,
      en: `a median of ${whole(middle)} in the last ${deliveries} deliveries`,
    }
  return {
    zh: `近 ${deliveries} 次的中位数为 ${whole(middle)}，按往年同月应为 ${whole(middle * season)}`,
    en: `a median of ${whole(middle)} in the last ${deliveries} deliveries, which the same month of earlier years makes ${whole(middle * season)}`,
  }
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
