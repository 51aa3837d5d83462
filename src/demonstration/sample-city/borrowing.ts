import { type Day, firstDayOf } from './calendar.ts'
import { ageAt, type Firm } from './firm.ts'
import { defaultBegan, defaultEnded, defaulted } from './health.ts'
import type { History } from './history.ts'
import { part } from './part.ts'
import type { Span } from './span.ts'
import { Stream } from './stream.ts'

export interface Loan {
  number: string
  lender: string
  principalFen: number
  rateBps: number
  startedOn: Day
  dueOn: Day
  /** Lived month of the first instalment. */
  firstAt: number
  instalments: number
  /** Day of the month on which each instalment is due, from 0. */
  payDay: number
  /** What is due at each instalment, fen; the same each time. */
  dueFen: number
}

/** An instalment that has fallen due within the span. */
export interface Instalment {
  loan: Loan
  /** From 1. */
  place: number
  at: number
  dueOn: Day
  /** Null when it is not paid: within the span, or ever. */
  paidOn: Day | null
  /** Days until nothing more is delivered: a year after the firm stopped paying it is written off. */
  lastKnown: Day
  /** Of the due amount, what repays the principal. */
  principalFen: number
}

export const lenders = [
  '邕城银行',
  '桂江银行',
  '邕城农村商业银行',
  '红水村镇银行',
  '岭海银行邕城分行',
] as const

/** About sixty per cent of the firms borrow at some time. */
const borrowersShare = 0.7
const writeOffDays = 365
/** Day of the month of its restructuring on which a firm pays what it owes, from 0. */
const settledDay = 1
const lateByPhase = [0.012, 0.03, 0.12, 0.6, 1]
const random = new Stream()

/** The bank in which the firm has its basic account and mostly borrows. */
export function houseBankOf(firm: Firm): number {
  return (firm.key >>> 8) % lenders.length
}

/** The loans of a firm, renewed when repaid; who means to deregister repays first. A bank sees size and age, and something of the hidden quality. */
export function borrow(firm: Firm, history: History, span: Span): Loan[] {
  random.start(firm.key, part.loans)
  if (firm.story)
    return firm.story.loans.map(({ monthsBeforeEnd, instalments, principalYuan }, count) => {
      const loan = grant(firm, span, { at: span.length - monthsBeforeEnd, instalments, count })
      return principalYuan === undefined ? loan : withPrincipal(loan, principalYuan * 100)
    })
  if (random.next() >= borrowersShare || firm.growth === 'dormant') return []
  const loans: Loan[] = []
  let at = firm.opensAt + random.below(30)
  while (at < Math.min(span.length - 1, history.closesAt, history.meansToCloseAt)) {
    const riskTaken = random.next() < 0.5 ? 2 : 3
    if (ageAt(firm, span, at) >= 9 && history.phase[at]! < riskTaken) {
      const instalments = random.next() < 0.5 ? 12 : random.next() < 0.7 ? 24 : 36
      if (at + instalments >= history.meansToCloseAt && history.meansToCloseAt < span.length) break
      loans.push(grant(firm, span, { at, instalments, count: loans.length }))
      at += instalments + Math.floor(random.next() ** 2 * 10)
    } else at += 2 + random.below(4)
    if (random.next() < 0.12) at = Math.max(firm.opensAt, at - 6)
  }
  return loans
}

function grant(firm: Firm, span: Span, loan: { at: number; instalments: number; count: number }): Loan {
  const share = Math.exp(
    -0.1 + 0.45 * random.normal() - 0.15 * Math.max(-2.5, Math.min(2.5, firm.constitution.quality)),
  )
  const seen = firm.constitution.quality + random.normal()
  const payDay = 4 + random.below(22)
  const month = span.origin + loan.at
  const lender = random.next() < 0.6 ? houseBankOf(firm) : random.below(lenders.length)
  const rateBps = Math.round((600 - 55 * Math.max(-2.5, Math.min(2.5, seen)) + 30 * random.normal()) / 5) * 5
  return withPrincipal(
    {
      number: `${firm.uscc.slice(-6)}-${loan.count < 9 ? '0' : ''}${loan.count + 1}`,
      lender: lenders[lender]!,
      principalFen: 0,
      rateBps,
      startedOn: firstDayOf(month) + Math.min(payDay, random.below(28)),
      dueOn: firstDayOf(month + loan.instalments) + payDay,
      firstAt: loan.at + 1,
      instalments: loan.instalments,
      payDay,
      dueFen: 0,
    },
    roundPrincipal(firm.scaleFen * share),
  )
}

function withPrincipal(loan: Loan, principalFen: number): Loan {
  return { ...loan, principalFen, dueFen: annuityFen(principalFen, loan.rateBps, loan.instalments) }
}

/** Loans are round sums of ten thousand yuan, at least fifty thousand. */
function roundPrincipal(fen: number): number {
  return Math.max(5, Math.round(fen / 1_000_000)) * 1_000_000
}

/** The instalment of an annuity in whole fen. */
export function annuityFen(principalFen: number, rateBps: number, instalments: number): number {
  const monthly = rateBps / 10_000 / 12
  if (monthly === 0) return Math.round(principalFen / instalments)
  return Math.round((principalFen * monthly) / (1 - (1 + monthly) ** -instalments))
}

/**
 * Every instalment that falls due before the end of the span, and when it is paid. What is not paid in a default is paid
 * on one day when the firm is restructured, or never.
 */
export function repay(firm: Firm, history: History, span: Span, loans: readonly Loan[]): Instalment[] {
  random.start(firm.key, part.repayments)
  const sloppy = firm.story ? 0 : Math.min(3, Math.exp(-0.5 * firm.constitution.quality))
  const end = firstDayOf(span.origin + span.length)
  const closed = firstDayOf(span.origin + Math.min(span.length, history.closesAt))
  const instalments: Instalment[] = []
  for (const loan of loans) {
    let owed = loan.principalFen
    for (let place = 1; place <= loan.instalments; place++) {
      const at = loan.firstAt + place - 1
      if (at >= span.length) break
      const interest = Math.round((owed * loan.rateBps) / 120_000)
      const principalFen = place === loan.instalments ? owed : Math.min(owed, loan.dueFen - interest)
      owed -= principalFen
      const dueOn = firstDayOf(span.origin + at) + loan.payDay
      const phase = history.phase[Math.max(0, at)]!
      let paidOn: Day | null = dueOn - (random.next() < 0.3 ? random.below(3) : 0)
      if (random.next() < Math.min(1, lateByPhase[phase]! * (phase === 3 ? 1 : sloppy)))
        paidOn = dueOn + 1 + Math.floor((phase >= 2 ? 55 : 12) * random.next() ** 1.5)
      let lastKnown = dueOn + writeOffDays
      if (phase === defaulted) {
        const began = defaultBegan(history.phase, at)
        if (at > began + writeOffDays / 30) break
        const ended = defaultEnded(history.phase, began)
        lastKnown = firstDayOf(span.origin + began) + writeOffDays
        paidOn = ended < span.length ? firstDayOf(span.origin + ended) + settledDay : null
      }
      if (paidOn !== null && (paidOn >= end || paidOn >= closed)) paidOn = null
      instalments.push({
        loan,
        place,
        at,
        dueOn,
        paidOn,
        lastKnown: Math.max(dueOn + 1, lastKnown),
        principalFen,
      })
    }
  }
  return instalments
}

/** Whether a loan runs at the end of a lived month, with an instalment still to come. */
export function outstandingAt(loans: readonly Loan[], at: number): boolean {
  return loans.some((loan) => loan.firstAt <= at + 1 && at < loan.firstAt + loan.instalments - 1)
}
