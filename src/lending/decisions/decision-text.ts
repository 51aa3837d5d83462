import { createHash } from 'node:crypto'
import { canonicalJson } from '../../foundation/canonical-json.ts'
import { type Decision, refuse } from './contract.ts'
import type { Answer } from './reckon-decision.ts'
import type { SealedInputs } from './sealed-inputs.ts'

/** A decision as it is stored: the two canonical texts, and the digest over both. */
interface DecisionText {
  sealed: string
  answer: string
  digest: string
}

export function textOf(sealed: SealedInputs, answer: Answer): DecisionText {
  const texts = { sealed: canonicalJson(sealed), answer: canonicalJson(answer) }
  return { ...texts, digest: digestOfTexts(texts) }
}

/** The digest of the object `{ answer, sealed }`, taken from its two texts as they are. */
export function digestOfTexts({ sealed, answer }: Pick<DecisionText, 'sealed' | 'answer'>): string {
  const text = `{"answer":${answer},"sealed":${sealed}}`
  return `sha256:${createHash('sha256').update(text).digest('hex')}`
}

export function decisionOf({ answer, digest }: Pick<DecisionText, 'answer' | 'digest'>): Decision {
  try {
    return { ...(JSON.parse(answer) as Answer), digest }
  } catch {
    return refuse('decision-damaged', { digest })
  }
}
