import { houseBankOf, lenders } from './borrowing.ts'
import { type Day, firstDayOf } from './calendar.ts'
import type { City } from './city.ts'
import type { Emit } from './emit.ts'
import type { Firm } from './firm.ts'
import { flow, flowKinds } from './flow.ts'
import type { Life } from './life.ts'
import { part } from './part.ts'
import { partnerName } from './partner.ts'
import { hashOf, unitOf } from './stream.ts'
import { supplyKinds } from './supply.ts'

/** Three in four firms bank with institutes that are connected; what the others have is not delivered. */
export function bankIsConnected(firm: Firm): boolean {
  return firm.story !== null || unitOf(firm.key, part.coverage) < 0.75
}

const suppliers: Readonly<Record<string, string>> = {
  electricity: '邕城供电局',
  water: '邕城水务集团有限公司',
  gas: '邕城燃气有限责任公司',
}
const purposes = flowKinds.map((kind) => kind.purpose)
const parties = flowKinds.map((kind) => kind.party)
const hex = '0123456789abcdef'

function token(key: number, salt: number): string {
  let text = ''
  for (let half = 0; half < 2; half++) {
    const bits = hashOf(key, salt, half) >>> 0
    for (let nibble = 28; nibble >= 0; nibble -= 4) text += hex[(bits >>> nibble) & 15]!
  }
  return text
}

/** The last four digits of an account and a token: never its whole number. */
function accountText(firm: Firm, account: number): string {
  const digits = String(10_000 + ((hashOf(firm.key, account, 0xac) >>> 0) % 10_000)).slice(1)
  return `${digits}-${token(firm.key, account).slice(0, 8)}`
}

export function emitBank(city: City, life: Life, emit: Emit): void {
  if (!bankIsConnected(life.firm)) return
  const texts = Array.from({ length: life.accounts }, (_, account) => accountText(life.firm, account))
  for (const [account, text] of texts.entries()) openAccount(city, life, account, text, emit)
  emitMovements(city, life, texts, emit)
}

function bankOf(firm: Firm, account: number): string {
  return lenders[(houseBankOf(firm) + account * 2) % lenders.length]!
}

function openAccount(city: City, life: Life, account: number, text: string, emit: Emit): void {
  const { firm, history } = life
  const { origin, length } = city.span
  const first = firm.establishedOn + 5 + Math.floor(15 * unitOf(firm.key, account, part.accounts))
  const opened = account === 0 ? first : Math.min(first + 200, firstDayOf(origin + life.opens))
  const kind = account === 0 ? 'basic' : 'general'
  emit('bank-account', opened + 1, [firm.uscc, text, bankOf(firm, account), kind, opened, null])
  if (history.closesAt >= length) return
  const closed = firstDayOf(origin + history.closesAt) + 12
  emit('bank-account', closed + 1, [firm.uscc, text, bankOf(firm, account), kind, opened, closed])
}

function emitMovements(city: City, life: Life, texts: readonly string[], emit: Emit): void {
  const { firm, statement } = life
  const { uscc } = firm
  const { day, amountFen, kind, party, account, balanceFen } = statement
  const owner = `P${token(firm.key, 0x0e)}`
  const crew = `P${token(firm.key, 0x0f)}`
  const sequences = [0, 0]
  for (let place = 0; place < statement.count; place++) {
    const from = account[place]!
    const amount = amountFen[place]!
    const what = kind[place]!
    const on: Day = day[place]!
    emit('bank-transaction', on + 1, [
      uscc,
      texts[from]!,
      ++sequences[from]!,
      on,
      amount > 0 ? 'in' : 'out',
      amount > 0 ? amount : -amount,
      what <= flow.supplier
        ? partnerName(city, party[place]!)
        : otherParty(city, firm, what, party[place]!, owner, crew),
      parties[what]!,
      purposes[what]!,
      channelOf(what, on),
      balanceFen[place]!,
    ])
  }
}

function otherParty(
  city: City,
  firm: Firm,
  kind: number,
  party: number,
  owner: string,
  crew: string,
): string {
  switch (kind) {
    case flow.payroll:
      return crew
    case flow.tax:
      return '国家税务总局邕城市税务局'
    case flow.insurance:
      return '邕城市社会保险事业管理中心'
    case flow.housing:
      return '邕城住房公积金管理中心'
    case flow.supply:
      return suppliers[supplyKinds[party]!]!
    case flow.drawdown:
    case flow.service:
      return lenders[party]!
    case flow.savings:
      return bankOf(firm, 1)
    case flow.cash:
    case flow.transfer:
      return firm.name
    case flow.rent:
    case flow.expense:
    case flow.equipment:
    case flow.returned:
      return partnerName(city, party)
    default:
      return owner
  }
}

function channelOf(kind: number, day: Day): string {
  if (kind === flow.cash) return 'counter'
  if (kind === flow.receipt || kind === flow.supplier) return day % 11 === 0 ? 'mobile' : 'online'
  return kind === flow.owner || kind === flow.dividend ? 'mobile' : 'online'
}
