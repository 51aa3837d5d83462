import type { City } from '../city.ts'
import type { Emit } from '../emit.ts'
import { unitOf } from '../stream.ts'
import { part } from './part.ts'
import { laterSeat, managerSeat, personOf } from './person.ts'
import { type Holding, type Register, registerOf } from './register.ts'
import { report, reportSpell } from './report.ts'
import { holderOf, type Stake, stakesOf } from './stake.ts'

/** The versions of the registration and what was changed between them. */
export function emitVersions({ firm, versions, changes }: Register, emit: Emit): void {
  for (const version of versions)
    report(emit, 'registration', version.day, [
      firm.uscc,
      version.name,
      version.representative,
      version.capitalYuan * 100,
      firm.establishedOn,
      version.day,
      version.status,
      version.industry,
      firm.region,
      version.address,
    ])
  for (const { day, item, before, after } of changes)
    report(emit, 'change', day, [firm.uscc, item, before, after, day])
}

/** Share of the subscribed capital that is paid: since 2014 it is due later, since 2024 within five years (Company Law 2023, Art. 47). */
function paidShare(register: Register): number {
  const dice = unitOf(register.firm.key, part.stakes)
  if (dice < 0.5) return 1
  return dice < 0.65 ? 0 : Math.round(dice * 10) / 10
}

export function emitShareholders(city: City, register: Register, emit: Emit): void {
  const share = paidShare(register)
  for (const holding of register.holdings) {
    const holder = holderOf(city, register.group, holding.owner)
    const cells = (subscribedFen: number, until: number | null) => [
      register.firm.uscc,
      holder.id,
      holder.name,
      holder.kind,
      subscribedFen,
      Math.round(subscribedFen * share),
      holding.ratioBps,
      holding.since,
      until,
    ]
    let subscribedFen = 0
    for (const [day, amountFen] of subscriptionsOf(register, holding)) {
      subscribedFen = amountFen
      report(emit, 'shareholder', day, cells(amountFen, null))
    }
    if (holding.until !== null)
      report(emit, 'shareholder', holding.until, cells(subscribedFen, holding.until))
  }
}

/** What a holder has subscribed, from the day of the first to the day of each raise of the capital. */
function subscriptionsOf({ versions }: Register, { since, until, ratioBps }: Holding): [number, number][] {
  const subscriptions: [number, number][] = []
  for (const version of versions) {
    if (until !== null && version.day >= until) break
    const subscribedFen = Math.round((version.capitalYuan * ratioBps) / 100)
    const last = subscriptions.at(-1)
    if (version.day <= since) subscriptions[0] = [since, subscribedFen]
    else if (last?.[1] !== subscribedFen) subscriptions.push([version.day, subscribedFen])
  }
  return subscriptions
}

/** What the firm holds in others of its group: the other side of their shareholder records, from the same reckoning. */
export function emitInvestments(city: City, register: Register, emit: Emit): void {
  if (register.group.kind !== 'holding') return
  const holds = ({ owner }: Stake) => owner.kind === 'member' && owner.place === register.place
  for (const [place, stakes] of stakesOf(register.group).entries()) {
    if (!stakes.some(holds)) continue
    const target = registerOf(city, register.group.members[place]!)
    const ended = target.versions.at(-1)!
    for (const holding of target.holdings) {
      if (!holds(holding)) continue
      const cells = (amountFen: number, status: string) => [
        register.firm.uscc,
        target.firm.uscc,
        target.firm.name,
        amountFen,
        holding.ratioBps,
        holding.since,
        status,
      ]
      let amountFen = 0
      for (const [day, subscribedFen] of subscriptionsOf(target, holding)) {
        amountFen = subscribedFen
        report(emit, 'investment', day, cells(subscribedFen, 'active'))
      }
      if (ended.status !== 'active') report(emit, 'investment', ended.day, cells(amountFen, ended.status))
    }
  }
}

/** Directors, supervisors and managers beside the legal representative, more of them where the firm is larger. */
export function emitKeyPersons({ firm, group, place, tenures }: Register, emit: Emit): void {
  const large = firm.capitalYuan >= 1e7
  for (const { person, from, until } of tenures) {
    const roles = ['legal-representative', large ? 'chair' : 'executive-director']
    if (!large && unitOf(firm.key, part.keyPersons, 1) < 0.6) roles.push('manager')
    for (const role of roles)
      reportSpell(emit, 'key-person', from, until, (end) => [
        firm.uscc,
        person.id,
        person.name,
        role,
        from,
        end,
      ])
  }
  const staff = large ? ['director', 'director', 'supervisor', 'manager', 'finance-lead'] : ['supervisor']
  for (const [order, role] of staff.entries()) {
    const shared = group.kind !== 'single' && order === 0
    const person = personOf(group, shared ? 1 : managerSeat + laterSeat / 2 + place * 8 + order)
    report(emit, 'key-person', firm.establishedOn, [
      firm.uscc,
      person.id,
      person.name,
      role,
      firm.establishedOn,
      null,
    ])
  }
}
