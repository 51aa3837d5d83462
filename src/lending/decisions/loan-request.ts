import type { Product } from '../products/index.ts'
import { refuse } from './contract.ts'

/** The sum asked for, whole fen: nothing signed, no fraction, no exponent. */
export function parseAmount(text: string): bigint {
  if (!/^[1-9]\d{0,15}$/.test(text)) return refuse('amount-malformed', { amountFen: text })
  return BigInt(text)
}

/** Refuses what the product does not offer, with the bounds that it has. */
export function requireWithinBounds(product: Product, amountFen: bigint, termMonths: number): void {
  const { amountMinFen, amountMaxFen, termMonthsMin, termMonthsMax } = product
  if (amountFen < BigInt(amountMinFen) || amountFen > BigInt(amountMaxFen))
    refuse('amount-out-of-bounds', { amountFen: amountFen.toString(), amountMinFen, amountMaxFen })
  if (termMonths < termMonthsMin || termMonths > termMonthsMax)
    refuse('term-out-of-bounds', { termMonths, termMonthsMin, termMonthsMax })
}
