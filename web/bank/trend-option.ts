import type { Note } from '../../src/credit/profile/contract.ts'
import type { Language } from '../components/amount.ts'
import { monthText, monthTick } from '../components/calendar.ts'
import { axisOf, courseOf, drawn, type Multiple, type Series, type TrendData } from './trend-series.ts'

const ink = '#5b6780'
const colors: Record<Series['id'], string> = {
  headcount: '#0e5874',
  leaves: '#b9c1cc',
  sales: '#3f8099',
  purchases: '#c3ccd6',
  tax: '#3f8099',
  median: '#76829a',
}
const tones: Record<Note['tone'], { mark: string; wash: string }> = {
  warn: { mark: '#c2570f', wash: 'rgba(210,102,31,.09)' },
  good: { mark: '#1f7a63', wash: 'rgba(47,143,117,.10)' },
  info: { mark: '#245a91', wash: 'rgba(59,120,181,.10)' },
}

export interface TrendWords {
  name(series: Series): string
  language: Language
  narrow: boolean
  still: boolean
  fontFamily: string
}

const top = 12
const gap = 34

/** The heading of each small multiple stands in HTML above it: this is where, in pixels. */
export function layoutOf(data: TrendData): { tops: number[]; heightPx: number } {
  const tops: number[] = []
  let at = top
  for (const multiple of data.multiples) {
    tops.push(at)
    at += multiple.heightPx + gap
  }
  return { tops, heightPx: at - gap + 28 }
}

/** The ECharts option of one chart: stacked small multiples over the same months, notes as washed spans with a number. */
export function trendOption(data: TrendData, notes: readonly Note[], words: TrendWords) {
  const { tops } = layoutOf(data)
  const bottom = data.multiples.length - 1
  const axisLabel = { color: ink, fontSize: 11.5, fontFamily: words.fontFamily }
  return {
    animation: !words.still,
    animationDuration: 180,
    textStyle: { fontFamily: words.fontFamily },
    axisPointer: { link: [{ xAxisIndex: 'all' }], lineStyle: { color: '#8b96a8' } },
    tooltip: {
      trigger: 'axis',
      confine: true,
      axisPointer: { type: 'line' },
      textStyle: { color: '#14213a', fontSize: 12.5 },
      formatter: (items: readonly TooltipItem[]) => tooltipHtml(items, data, words),
    },
    grid: data.multiples.map((multiple, index) => ({
      left: 52,
      right: 12,
      top: tops[index],
      height: multiple.heightPx,
    })),
    xAxis: data.multiples.map((_, index) => ({
      type: 'category',
      gridIndex: index,
      data: data.months,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: '#cfd5dd' } },
      axisLabel: {
        ...axisLabel,
        show: index === bottom,
        interval: (at: number) => isTick(data.months[at]!, words.narrow),
        formatter: (month: string) => monthTick(month, words.language),
      },
    })),
    yAxis: data.multiples.map((multiple, index) => valueAxis(multiple, index, axisLabel)),
    series: data.multiples.flatMap((multiple, index) => seriesOf(multiple, index, data, notes, words)),
  }
}

/** January, April, July and October; on a phone only January and July. */
function isTick(month: string, narrow: boolean): boolean {
  const number = Number(month.slice(5, 7))
  return narrow ? number === 1 || number === 7 : number % 3 === 1
}

function scaleOf(multiple: Multiple) {
  const series = drawn(multiple)
  const values = series.flatMap((one) => [...one.values])
  const bars = series.some((one) => one.form === 'bar')
  const scale = axisOf(values, bars, multiple.heightPx < 60 ? 2 : 4)
  const peak = Math.max(...values.filter((value) => value !== null))
  // A line carries its highest figure above it: leave room for the text.
  return !bars && peak > scale.max - scale.step / 2 ? { ...scale, max: scale.max + scale.step } : scale
}

function valueAxis(multiple: Multiple, index: number, axisLabel: object) {
  const { min, max, step } = scaleOf(multiple)
  return {
    gridIndex: index,
    min,
    max,
    interval: step,
    axisLabel: { ...axisLabel, formatter: (value: number) => value.toLocaleString('en-US') },
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: '#edf0f3' } },
  }
}

function seriesOf(
  multiple: Multiple,
  index: number,
  data: TrendData,
  notes: readonly Note[],
  words: TrendWords,
) {
  const own = notes.filter((note) => note.chart === multiple.notesOf)
  const shown = drawn(multiple)
  const carrier = shown.find((series) => series.form !== 'dashed')
  return shown.map((series) => ({
    id: `${multiple.id}-${series.id}`,
    name: words.name(series),
    type: series.form === 'bar' ? 'bar' : 'line',
    xAxisIndex: index,
    yAxisIndex: index,
    data: series.id === 'leaves' ? warmed(series, own, data.months) : series.values,
    ...(series.form === 'bar' ? barStyle(series) : lineStyle(series)),
    ...(series === carrier ? marks(multiple, series, own, data.months) : {}),
  }))
}

function barStyle(series: Series) {
  return {
    barMaxWidth: 12,
    barGap: '14%',
    itemStyle: { color: colors[series.id], borderRadius: [2, 2, 0, 0] },
  }
}

/** Leavers in the months of a warning stand out. */
function warmed(series: Series, notes: readonly Note[], months: readonly string[]) {
  const warned = (month: string) =>
    notes.some((note) => note.tone === 'warn' && note.from <= month && month <= note.to)
  return series.values.map((value, index) =>
    warned(months[index]!) ? { value, itemStyle: { color: '#d2661f' } } : value,
  )
}

function lineStyle(series: Series) {
  const dashed = series.form === 'dashed'
  return {
    symbol: 'none',
    connectNulls: false,
    z: dashed ? 2 : 3,
    lineStyle: { color: colors[series.id], width: dashed ? 1.4 : 2.6, type: dashed ? 'dashed' : 'solid' },
    itemStyle: { color: colors[series.id] },
  }
}

/** A note's span may begin before the chart or end beyond it: it is cut to the months shown. */
function marks(multiple: Multiple, series: Series, notes: readonly Note[], months: readonly string[]) {
  const [first, last] = [months[0]!, months.at(-1)!]
  const within = (month: string) => (month < first ? first : month > last ? last : month)
  const middle = (note: Note) => {
    const [from, to] = [months.indexOf(within(note.from)), months.indexOf(within(note.to))]
    return months[Math.round((from + to) / 2)]!
  }
  const numbers = (multiple.numbered ? notes : []).map((note) => ({
    coord: [middle(note), scaleOf(multiple).max],
    symbolSize: 19,
    itemStyle: { color: tones[note.tone].mark },
    label: {
      formatter: String(note.number),
      position: 'inside',
      color: '#fff',
      fontSize: 11.5,
      fontWeight: 700,
    },
  }))
  return {
    markArea: {
      silent: true,
      data: notes.map((note) => [
        { xAxis: within(note.from), itemStyle: { color: tones[note.tone].wash } },
        { xAxis: within(note.to) },
      ]),
    },
    markPoint: { silent: true, symbol: 'circle', data: [...turningPoints(series, months), ...numbers] },
  }
}

/** On a line, where it stood highest and where it stands now, with the figures. */
function turningPoints(series: Series, months: readonly string[]) {
  const course = series.form === 'line' ? courseOf(months, series.values) : undefined
  if (!course) return []
  const point = (month: string, value: number, position: 'top' | 'bottom') => ({
    coord: [month, value],
    symbolSize: 8,
    itemStyle: { color: '#fff', borderColor: colors[series.id], borderWidth: 2.4 },
    label: {
      formatter: value.toLocaleString('en-US'),
      position,
      color: '#14213a',
      fontSize: 12.5,
      fontWeight: 650,
    },
  })
  const end = point(course.to, course.last, course.last < course.highest ? 'bottom' : 'top')
  return course.peak === course.to ? [end] : [point(course.peak, course.highest, 'top'), end]
}

interface TooltipItem {
  axisValue: string
  seriesId: string
  seriesName: string
  marker: string
  value: number | null | undefined
}

/** Names come from our own texts; figures are numbers: nothing here can carry markup from outside. */
function tooltipHtml(items: readonly TooltipItem[], data: TrendData, words: TrendWords): string {
  const month = items[0]?.axisValue ?? data.months[0]!
  const rows = items.map((item) => {
    const figure = typeof item.value === 'number' ? item.value.toLocaleString('en-US') : '—'
    return `${item.marker}${item.seriesName}&emsp;<b style="float:right">${figure}</b>`
  })
  return [monthText(month, words.language), ...rows].join('<br>')
}
