import { escapeHtml, type Words } from './markup.ts'

/** The plotting area of a chart, in the units of its view box, and the scales of both axes. */
export interface Plot {
  width: number
  height: number
  left: number
  right: number
  top: number
  bottom: number
  x: (value: number) => number
  y: (value: number) => number
}

export interface PlotSize {
  width?: number
  height?: number
  left?: number
  right?: number
  top?: number
  bottom?: number
}

export function plot(x: readonly [number, number], y: readonly [number, number], size: PlotSize = {}): Plot {
  const { width = 980, height = 340, left = 62, right = 20, top = 18, bottom = 46 } = size
  const scale =
    ([from, to]: readonly [number, number], start: number, end: number) =>
    (value: number) =>
      start + ((value - from) / (to - from || 1)) * (end - start)
  return {
    width,
    height,
    left,
    right,
    top,
    bottom,
    x: scale(x, left, width - right),
    y: scale(y, height - bottom, top),
  }
}

const round = (value: number) => Math.round(value * 10) / 10

export function svg(area: Plot, title: Words, ...parts: readonly string[]): string {
  const name = `${title.zh} ${title.en}`
  return `<svg viewBox="0 0 ${area.width} ${area.height}" role="img" aria-label="${escapeHtml(name)}">${parts.join('')}</svg>`
}

export function line(x1: number, y1: number, x2: number, y2: number, kind = 'grid', style = ''): string {
  return `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" class="${kind}"${style ? ` style="${style}"` : ''}/>`
}

export function text(x: number, y: number, words: string, anchor = 'start', kind = ''): string {
  return `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}"${kind ? ` class="${kind}"` : ''}>${escapeHtml(words)}</text>`
}

/** The same place in two languages. */
export function texts(x: number, y: number, words: Words, anchor = 'start', kind = ''): string {
  const one = (lang: string, content: string) =>
    `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}" lang="${lang}"${kind ? ` class="${kind}"` : ''}>${escapeHtml(content)}</text>`
  return one('zh-CN', words.zh) + one('en', words.en)
}

export function path(
  points: readonly (readonly [number, number])[],
  color: string,
  width = 2,
  dash = '',
): string {
  const d = points.map(([x, y], at) => `${at === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join('')
  return `<path d="${d}" fill="none" stroke="${color}" stroke-width="${width}"${dash ? ` stroke-dasharray="${dash}"` : ''} stroke-linejoin="round"/>`
}

export function bar(x: number, y: number, width: number, height: number, color: string): string {
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(Math.max(0, width))}" height="${round(Math.max(0, height))}" fill="${color}"/>`
}

export function dot(x: number, y: number, radius: number, color: string, hollow = false): string {
  const paint = hollow
    ? `fill="#fff" stroke="${color}" stroke-width="1.6"`
    : `fill="${color}" fill-opacity="0.85"`
  return `<circle cx="${round(x)}" cy="${round(y)}" r="${radius}" ${paint}/>`
}

export function axes(
  area: Plot,
  ticks: { x: readonly { at: number; words: string }[]; y: readonly { at: number; words: string }[] },
  names: { x: Words; y: Words },
): string {
  const { left, right, top, bottom, width, height } = area
  const floor = height - bottom
  const vertical = ticks.y.map(
    ({ at, words }) =>
      line(left, area.y(at), width - right, area.y(at)) + text(left - 8, area.y(at) + 4, words, 'end'),
  )
  const horizontal = ticks.x.map(
    ({ at, words }) =>
      line(area.x(at), floor, area.x(at), floor + 5, 'axis') + text(area.x(at), floor + 19, words, 'middle'),
  )
  return [
    ...vertical,
    line(left, floor, width - right, floor, 'axis'),
    ...horizontal,
    texts(width - right, height - 6, names.x, 'end'),
    texts(left, top - 5, names.y, 'start'),
  ].join('')
}

/** Evenly spaced round values that cover a range. */
export function roundTicks(from: number, to: number, about: number): number[] {
  const raw = (to - from) / about
  const power = 10 ** Math.floor(Math.log10(raw))
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= raw)!
  const ticks: number[] = []
  for (let at = Math.ceil(from / step - 1e-9) * step; at <= to + 1e-9 * step; at += step)
    ticks.push(Number(at.toPrecision(12)))
  return ticks
}

export function legend(
  x: number,
  y: number,
  entries: readonly { color: string; words: Words; shape?: 'line' | 'dot' | 'box' }[],
): string {
  return entries
    .map(({ color, words, shape = 'line' }, at) => {
      const row = y + at * 20
      const mark =
        shape === 'dot'
          ? dot(x + 11, row - 4, 5, color)
          : shape === 'box'
            ? bar(x + 3, row - 11, 16, 12, color)
            : path(
                [
                  [x, row - 4],
                  [x + 22, row - 4],
                ],
                color,
                3,
              )
      return mark + texts(x + 30, row, words)
    })
    .join('')
}

export const colors = {
  brand: '#0E5874',
  teal: '#0F6B66',
  green: '#4F9D84',
  gold: '#B97A12',
  orange: '#CF5B2B',
  red: '#A82A24',
  grey: '#8A94A6',
  light: '#C7DDE4',
  bands: { A: '#0F6B66', B: '#4F9D84', C: '#D99A2B', D: '#A82A24' },
} as const
