/** A sentence in both languages; the page shows one of them. */
export interface Words {
  zh: string
  en: string
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/** Both languages as escaped text. */
export function say(zh: string, en: string): string {
  return `<span lang="zh-CN">${escapeHtml(zh)}</span><span lang="en">${escapeHtml(en)}</span>`
}

export function sayWords({ zh, en }: Words): string {
  return say(zh, en)
}

export function paragraph(zh: string, en: string, kind = ''): string {
  return `<p${kind ? ` class="${kind}"` : ''}>${say(zh, en)}</p>`
}

export interface Cell {
  html: string
  /** Figures stand right-aligned. */
  figure?: boolean
  strong?: boolean
  /** A longer text, which needs room on a narrow screen. */
  long?: boolean
}

export function figure(text: string | number): Cell {
  return { html: escapeHtml(String(text)), figure: true }
}

export function label(zh: string, en: string): Cell {
  return { html: say(zh, en) }
}

export function plain(text: string): Cell {
  return { html: escapeHtml(text) }
}

export function table(
  caption: Words,
  head: readonly Cell[],
  rows: readonly (readonly Cell[])[],
  kind = '',
): string {
  const cell = (tag: 'th' | 'td', { html, figure: right, strong, long }: Cell) =>
    `<${tag}${tag === 'th' ? ' scope="col"' : ''}${right ? ' class="figure"' : long ? ' class="reasons"' : ''}>${strong ? `<strong>${html}</strong>` : html}</${tag}>`
  const line = (tag: 'th' | 'td', cells: readonly Cell[]) =>
    `<tr>${cells.map((entry) => cell(tag, entry)).join('')}</tr>`
  return `<div class="table${kind ? ` ${kind}` : ''}" role="region" tabindex="0" aria-label="${escapeHtml(caption.zh)} ${escapeHtml(caption.en)}"><table><caption>${sayWords(caption)}</caption><thead>${line('th', head)}</thead><tbody>${rows.map((cells) => line('td', cells)).join('')}</tbody></table></div>`
}

export function section(id: string, title: Words, ...parts: readonly string[]): string {
  return `<section id="${id}"><h2>${sayWords(title)}</h2>${parts.join('\n')}</section>`
}

/** A chart with a sentence that says what it shows; the figures stand in a table nearby. */
export function chart(svg: string, caption: Words, kind = ''): string {
  const name = `${escapeHtml(caption.zh)} ${escapeHtml(caption.en)}`
  return `<figure${kind ? ` class="${kind}"` : ''}><div class="scroll" role="group" tabindex="0" aria-label="${name}">${svg}</div><figcaption>${sayWords(caption)}</figcaption></figure>`
}

export function tiles(entries: readonly { value: string; words: Words; note?: Words }[]): string {
  return `<div class="tiles">${entries
    .map(
      ({ value, words, note }) =>
        `<div class="tile"><div class="value">${value}</div><div class="name">${sayWords(words)}</div>${note ? `<div class="note">${sayWords(note)}</div>` : ''}</div>`,
    )
    .join('')}</div>`
}

export function percent(share: number, digits = 1): string {
  return `${(share * 100).toFixed(digits)}%`
}

export function count(number: number): string {
  return number.toLocaleString('en-US')
}

/** Fen as 万元 with two decimals at most. */
export function wan(fen: number | bigint): string {
  return (Number(fen) / 1_000_000).toLocaleString('en-US', { maximumFractionDigits: 2 })
}

/** Fen as text of both languages: `1,234.5 万元` and `¥12.35 million`. */
export function money(fen: number | bigint): Words {
  return {
    zh: `${wan(fen)} 万元`,
    en: `¥${(Number(fen) / 1e8).toLocaleString('en-US', { maximumFractionDigits: 2 })} million`,
  }
}

export function bps(rate: number): string {
  return `${(rate / 100).toFixed(2)}%`
}
