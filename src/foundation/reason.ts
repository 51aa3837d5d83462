/**
 * A reason explains an answer: why a value is missing, a row was quarantined, points were lost, a loan was
 * declined. Each room lists its own in its contract; codes are unique over all rooms (a test holds it).
 */
export type ReasonKind = 'null' | 'quarantine' | 'score' | 'decline' | 'panel' | 'warning'

export interface Reason {
  kind: ReasonKind
  zh: string
  en: string
  /** What the reader can do about it. */
  todo: { zh: string; en: string }
}

export type ReasonCatalogue<Code extends string = string> = Readonly<Record<Code, Reason>>
