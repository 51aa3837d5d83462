import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { digestOf } from '../../foundation/canonical-json.ts'
import { checkScorecard } from './check-scorecard.ts'
import { refuse } from './contract.ts'
import type { Scorecard } from './scorecard.ts'

/** The card with its digest, so that a changed byte is noticed. Written beside and renamed: never half a card. */
export function writeCard(file: string, card: Scorecard): void {
  const beside = `${file}.${process.pid}.partial`
  writeFileSync(beside, `${JSON.stringify({ ...card, digest: digestOf(card) }, null, 1)}\n`)
  renameSync(beside, file)
}

export function readCard(file: string): Scorecard {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT') refuse('training-file-missing', { file })
    return refuse('scorecard-damaged', { file, problem: code ?? 'unreadable' })
  }
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch (error) {
    return refuse('scorecard-damaged', { file, problem: (error as Error).message })
  }
  if (typeof parsed !== 'object' || parsed === null)
    return refuse('scorecard-damaged', { file, problem: 'not an object' })
  const { digest, ...rest } = parsed as Record<string, unknown>
  const card = checkScorecard(rest, { file })
  const found = digestOf(card)
  if (digest !== found)
    refuse('scorecard-damaged', { file, problem: 'digest', expected: String(digest), found })
  return card
}
