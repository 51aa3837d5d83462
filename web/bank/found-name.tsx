import type { ReactNode } from 'react'
import type { EnterpriseFound, Highlight } from '../../src/information/enterprise-search/contract.ts'
import { useLanguage } from '../components/language.ts'
import { usccGroups } from '../components/uscc-groups.ts'

/** The name of an enterprise that was found, with what matched marked in it. */
export function FoundName({ item }: { item: EnterpriseFound }) {
  return (
    <b lang="zh-CN">
      {item.matchedText === null ? <Marked text={item.name} highlights={item.highlights} /> : item.name}
    </b>
  )
}

/** Why it was found, where the name alone does not show it: 曾用名, 代码, 读音或写法相近. */
export function MatchHint({ item }: { item: EnterpriseFound }) {
  const { t } = useLanguage()
  if (item.matchedText === null) {
    return item.matchedBy === 'similar' ? (
      <small className="match-hint">{t('shell.search.matched.similar')}</small>
    ) : null
  }
  const kind =
    item.matchedBy === 'identifier' ? 'identifier' : item.matchedBy === 'similar' ? 'similarTo' : 'formerName'
  // The code of the present registration stands beside the name already.
  if (kind === 'identifier' && item.matchedText === item.uscc) return null
  return (
    <small className="match-hint">
      {t(`shell.search.matched.${kind}`)}
      <span lang="zh-CN">
        <Marked text={item.matchedText} highlights={item.highlights} />
      </span>
    </small>
  )
}

/** The code in groups; marked where it is what matched. */
export function FoundCode({ item }: { item: EnterpriseFound }) {
  if (item.uscc === null) return <span className="found-code">{item.enterprise}</span>
  if (item.matchedBy !== 'identifier' || item.matchedText !== item.uscc)
    return <span className="found-code">{usccGroups(item.uscc)}</span>
  return (
    <span className="found-code">
      <Marked text={usccGroups(item.uscc)} highlights={inGroups(item.uscc, item.highlights)} />
    </span>
  )
}

/** Where highlights of a code lie once it is written in groups of 4-4-4-6. */
export function inGroups(code: string, highlights: readonly Highlight[]): Highlight[] {
  if (code.length !== 18) return [...highlights]
  const placeOf = (at: number) => at + Math.min(3, Math.floor(at / 4))
  return highlights.map(({ start, length }) => ({
    start: placeOf(start),
    length: placeOf(start + length - 1) - placeOf(start) + 1,
  }))
}

function Marked({ text, highlights }: { text: string; highlights: readonly Highlight[] }) {
  const parts: ReactNode[] = []
  let at = 0
  for (const { start, length } of highlights) {
    parts.push(text.slice(at, start), <mark key={start}>{text.slice(start, start + length)}</mark>)
    at = start + length
  }
  return [...parts, text.slice(at)]
}
