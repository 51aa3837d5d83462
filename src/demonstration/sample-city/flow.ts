import type { Day } from './calendar.ts'

/** Why money moves through an account. The number is what the generator reckons with, the rest is what a bank writes. */
export const flowKinds = [
  { id: 'receipt', purpose: 'operating', party: 'enterprise' },
  { id: 'supplier', purpose: 'operating', party: 'enterprise' },
  { id: 'payroll', purpose: 'payroll', party: 'person' },
  { id: 'tax', purpose: 'tax', party: 'government' },
  { id: 'insurance', purpose: 'social-security', party: 'government' },
  { id: 'housing', purpose: 'social-security', party: 'government' },
  { id: 'supply', purpose: 'utilities-and-rent', party: 'enterprise' },
  { id: 'rent', purpose: 'utilities-and-rent', party: 'enterprise' },
  { id: 'expense', purpose: 'operating', party: 'enterprise' },
  { id: 'equipment', purpose: 'operating', party: 'enterprise' },
  { id: 'drawdown', purpose: 'financing', party: 'bank' },
  { id: 'service', purpose: 'debt-service', party: 'bank' },
  { id: 'capital', purpose: 'financing', party: 'person' },
  { id: 'owner', purpose: 'related', party: 'person' },
  { id: 'dividend', purpose: 'personal', party: 'person' },
  { id: 'cash', purpose: 'cash', party: 'own' },
  { id: 'savings', purpose: 'wealth-management', party: 'bank' },
  { id: 'returned', purpose: 'returned', party: 'enterprise' },
  { id: 'transfer', purpose: 'own-transfer', party: 'own' },
] as const

export type FlowKind = (typeof flowKinds)[number]['id']

export const flow = Object.fromEntries(flowKinds.map(({ id }, place) => [id, place])) as Readonly<
  Record<FlowKind, number>
>

/** Movements in the order of their days; amounts are whole fen, positive when money comes in. */
export class Flows {
  count = 0
  day = new Int32Array(1024)
  amountFen = new Float64Array(1024)
  kind = new Uint8Array(1024)
  /** A firm, a partner from elsewhere, or what the kind needs (the lender's place in a list). */
  party = new Int32Array(1024)
  #order = new Float64Array(1024)

  clear(): void {
    this.count = 0
  }

  add(day: Day, amountFen: number, kind: number, party = 0): void {
    if (amountFen === 0) return
    if (this.count === this.day.length) this.#grow()
    const place = this.count++
    this.day[place] = day
    this.amountFen[place] = amountFen
    this.kind[place] = kind
    this.party[place] = party
  }

  /** Places in the order of days, those of one day as they were added. */
  order(): Float64Array {
    const order = this.#order.subarray(0, this.count)
    for (let place = 0; place < this.count; place++) order[place] = this.day[place]! * 1_048_576 + place
    order.sort()
    for (let place = 0; place < this.count; place++) order[place] = order[place]! % 1_048_576
    return order
  }

  #grow(): void {
    const length = this.day.length * 2
    const wider = <Numbers extends Int32Array | Float64Array | Uint8Array>(from: Numbers, to: Numbers) => {
      to.set(from)
      return to
    }
    this.day = wider(this.day, new Int32Array(length))
    this.amountFen = wider(this.amountFen, new Float64Array(length))
    this.kind = wider(this.kind, new Uint8Array(length))
    this.party = wider(this.party, new Int32Array(length))
    this.#order = new Float64Array(length)
  }
}
