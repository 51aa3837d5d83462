import { type Day, firstDayOf } from './calendar.ts'
import type { Firm } from './firm.ts'
import { type Flows, flow } from './flow.ts'
import type { History } from './history.ts'
import { part } from './part.ts'
import { copyBytes, copyFloats, copyIntegers, floats } from './slab.ts'
import type { Span } from './span.ts'
import { Stream, unitOf } from './stream.ts'

/** All movements of a firm's accounts in their order, each with the balance after it. */
export interface Statement {
  count: number
  day: Int32Array
  amountFen: Float64Array
  kind: Uint8Array
  party: Int32Array
  account: Uint8Array
  balanceFen: Float64Array
  /** Sums of all accounts at the end of each lived month. */
  cashFen: Float64Array
  /** Owed to the owner (negative: by him), and saved in products of banks. */
  ownerFen: Float64Array
  savedFen: Float64Array
  dividendsFen: Float64Array
}

/** Small firms have one account, every third firm and all large ones a second at another bank. */
export function accountsOf(firm: Firm): number {
  return firm.scaleFen > 80_000_000 || unitOf(firm.key, part.accounts) < 0.33 ? 2 : 1
}

const random = new Stream()

/**
 * How well the firm is provided with money: its quality, and chance. It shows in no invoice; buffers, the lowest balance
 * of a month, loans and what passes through the accounts all follow it, and so only flows tell of it.
 */
export function liquidityOf(firm: Firm): number {
  return firm.constitution.quality + liquidityNoise * (unitOf(firm.key, part.cash, 2) * 2 - 1)
}

/** Share of its cushion that a firm keeps in each phase: owners who see trouble coming take their money out. */
const keptByPhase = [1, 0.7, 0.5, 0.35, 0.25]

/** Half the width of the uniform part of it that is chance. */
const liquidityNoise = 0.6

/** What passes through which account. */
function accountOf(kind: number, party: number, accounts: number): number {
  if (accounts === 1) return 0
  if (kind === flow.drawdown || kind === flow.service || kind === flow.savings) return 1
  if (kind === flow.receipt || kind === flow.supplier) return (party & 7) < 3 ? 1 : 0
  return 0
}

/**
 * Runs the accounts through all movements. No account goes below zero: what is missing comes from the firm's other
 * account, from its savings, and last from its owner; what is more than a firm needs goes back to him, is saved or
 * distributed. These are the movements that tell a firm that lives on its customers from one that lives on loans.
 */
export function runAccounts(
  { firm, history }: { firm: Firm; history: History },
  span: Span,
  flows: Flows,
  from: number,
  openingFen: number,
): Statement {
  const run = new Run(firm, history.phase, span, flows.count * 2 + 8 * span.length, openingFen)
  const order = flows.order()
  let at = from
  let monthEnd = firstDayOf(span.origin + at + 1)
  for (const place of order) {
    const day = flows.day[place]!
    while (day >= monthEnd) {
      run.close(at, monthEnd - 1)
      at++
      monthEnd = firstDayOf(span.origin + at + 1)
    }
    run.move(day, flows.amountFen[place]!, flows.kind[place]!, flows.party[place]!)
  }
  while (at < span.length) {
    run.close(at, monthEnd - 1)
    at++
    monthEnd = firstDayOf(span.origin + at + 1)
  }
  return run.statement()
}

const scratch = {
  capacity: 0,
  day: new Int32Array(0),
  amountFen: new Float64Array(0),
  kind: new Uint8Array(0),
  party: new Int32Array(0),
  account: new Uint8Array(0),
  balanceFen: new Float64Array(0),
}

function reserve(capacity: number): void {
  if (capacity <= scratch.capacity) return
  scratch.capacity = capacity * 2
  scratch.day = new Int32Array(scratch.capacity)
  scratch.amountFen = new Float64Array(scratch.capacity)
  scratch.kind = new Uint8Array(scratch.capacity)
  scratch.party = new Int32Array(scratch.capacity)
  scratch.account = new Uint8Array(scratch.capacity)
  scratch.balanceFen = new Float64Array(scratch.capacity)
}

class Run {
  readonly #firm: Firm
  readonly #phase: Uint8Array
  readonly #accounts: number
  readonly #balances: [number, number] = [0, 0]
  readonly #cashFen: Float64Array
  readonly #ownerFen: Float64Array
  readonly #savedFen: Float64Array
  readonly #dividendsFen: Float64Array
  /** Months of its outflow that the firm keeps; what its owner brings beyond what is missing, as a share of its sales. */
  readonly #cushion: number
  readonly #generosity: number
  #count = 0
  #owner = 0
  #saved = 0
  #dividends = 0
  #outFen = 0
  /** Outflow of the month before. */
  #usualFen: number

  constructor(firm: Firm, phase: Uint8Array, span: Span, capacity: number, openingFen: number) {
    this.#firm = firm
    this.#phase = phase
    this.#usualFen = firm.scaleFen
    this.#accounts = accountsOf(firm)
    this.#balances[0] = this.#accounts === 2 ? Math.round(openingFen * 0.7) : openingFen
    this.#balances[1] = openingFen - this.#balances[0]
    this.#cashFen = floats(span.length)
    this.#ownerFen = floats(span.length)
    this.#savedFen = floats(span.length)
    this.#dividendsFen = floats(span.length)
    reserve(capacity * 3)
    random.start(firm.key, part.cash, 1)
    const liquidity = liquidityOf(firm)
    this.#cushion = Math.min(6, 0.55 * Math.exp(0.85 * liquidity))
    this.#generosity = Math.min(0.4, 0.1 * Math.exp(0.5 * liquidity))
  }

  move(day: Day, amountFen: number, kind: number, party: number): void {
    const account = accountOf(kind, party, this.#accounts)
    if (kind === flow.owner || kind === flow.cash) this.#owner += amountFen
    if (amountFen < 0) {
      this.#outFen -= amountFen
      const missing = -amountFen - this.#balances[account]!
      if (missing > 0) this.#provide(day, missing, account)
    }
    this.#put(day, amountFen, kind, party, account)
  }

  /** Brings at least so much into an account. */
  #provide(day: Day, missingFen: number, account: number): void {
    let missing = missingFen
    const other = 1 - account
    if (this.#accounts === 2 && this.#balances[other]! > 0) {
      const moved = Math.min(this.#balances[other]!, Math.ceil(missing / 1_000_000) * 1_000_000)
      this.#transfer(day, moved, other)
      missing -= moved
    }
    if (missing <= 0) return
    if (this.#saved > 0) {
      const redeemed = Math.min(this.#saved, Math.ceil(missing / 5_000_000) * 5_000_000)
      this.#saved -= redeemed
      this.#put(day, redeemed, flow.savings, 0, account)
      missing -= redeemed
    }
    if (missing <= 0) return
    const given = Math.ceil((missing + this.#generosity * this.#usualFen) / 1_000_000) * 1_000_000
    this.#owner += given
    this.#put(day, given, flow.owner, 0, account)
  }

  /** From one account of the firm to its other. */
  #transfer(day: Day, amountFen: number, from: number): void {
    this.#put(day, -amountFen, flow.transfer, from, from)
    this.#put(day, amountFen, flow.transfer, 1 - from, 1 - from)
  }

  /** At the end of a month what is plenty leaves. */
  close(at: number, day: Day): void {
    this.#usualFen = Math.max(this.#outFen, 0.2 * this.#firm.scaleFen)
    this.#outFen = 0
    const plenty = this.#usualFen * this.#cushion * keptByPhase[this.#phase[at]!]!
    const cash = this.#balances[0] + this.#balances[1]
    const excess = Math.floor(((cash - plenty) * 0.85) / 1_000_000) * 1_000_000
    if (excess >= 2_000_000 && random.next() < 0.8) {
      const missing = excess - this.#balances[0]
      if (missing > 0) this.#transfer(day, Math.min(this.#balances[1], missing), 1)
      if (this.#owner > 0) {
        const back = Math.min(excess, Math.ceil(this.#owner / 1_000_000) * 1_000_000)
        this.#owner -= back
        this.#put(day, -back, flow.owner, 0, 0)
      } else if (random.next() < 0.45 && excess >= 10_000_000) {
        this.#saved += excess
        this.#put(day, -excess, flow.savings, 0, 0)
      } else {
        this.#dividends += excess
        this.#put(day, -excess, flow.dividend, 0, 0)
      }
    }
    this.#cashFen[at] = this.#balances[0] + this.#balances[1]
    this.#ownerFen[at] = this.#owner
    this.#savedFen[at] = this.#saved
    this.#dividendsFen[at] = this.#dividends
    this.#dividends = 0
  }

  #put(day: Day, amountFen: number, kind: number, party: number, account: number): void {
    const place = this.#count++
    const balance = this.#balances[account]! + amountFen
    this.#balances[account] = balance
    scratch.day[place] = day
    scratch.amountFen[place] = amountFen
    scratch.kind[place] = kind
    scratch.party[place] = party
    scratch.account[place] = account
    scratch.balanceFen[place] = balance
  }

  statement(): Statement {
    const count = this.#count
    return {
      count,
      day: copyIntegers(scratch.day, count),
      amountFen: copyFloats(scratch.amountFen, count),
      kind: copyBytes(scratch.kind, count),
      party: copyIntegers(scratch.party, count),
      account: copyBytes(scratch.account, count),
      balanceFen: copyFloats(scratch.balanceFen, count),
      cashFen: this.#cashFen,
      ownerFen: this.#ownerFen,
      savedFen: this.#savedFen,
      dividendsFen: this.#dividendsFen,
    }
  }
}
