import { plainText } from './plain-text.ts'

/** An enterprise as the index keeps it: what it may be found by, and how far up it belongs. */
export interface Document {
  /** Opaque identifier of the platform, a UUID. */
  enterprise: string
  /** In plain form, the current one first; `former` names follow. */
  names: { plain: string; former: boolean }[]
  /** USCC and old numbers in plain form. */
  codes: string[]
  /** Larger is better. */
  rank: number
}

/** The longest name that is looked at; longer ones are cut. No registered name comes near. */
const nameLengthMax = 200
const namesMax = 50

interface Described {
  enterprise: string
  names: readonly { name: string; current: boolean }[]
  identifiers: readonly { scheme: string; value: string }[]
  uscc: string | null
  status: string | null
  registeredCapitalFen: bigint | null
}

export function documentOf(described: Described): Document {
  const current = new Set<string>()
  const former = new Set<string>()
  for (const { name, current: holds } of described.names.slice(0, namesMax)) {
    const plain = plainText(name).slice(0, nameLengthMax)
    if (plain !== '') (holds ? current : former).add(plain)
  }
  const names = [
    ...[...current].map((plain) => ({ plain, former: false })),
    ...[...former].filter((plain) => !current.has(plain)).map((plain) => ({ plain, former: true })),
  ]
  const codes = new Set(
    described.identifiers
      .filter(({ scheme }) => scheme === 'uscc' || scheme === 'registration-number')
      .map(({ value }) => plainText(value)),
  )
  if (described.uscc) codes.add(plainText(described.uscc))
  return {
    enterprise: described.enterprise,
    names,
    codes: [...codes].filter((code) => /^[0-9a-z]{2,40}$/.test(code)),
    rank: rankOf(names[0]?.plain ?? '', described.status, described.registeredCapitalFen),
  }
}

/** Active before deregistered, head office before branch, then larger capital first. */
function rankOf(name: string, status: string | null, registeredCapitalFen: bigint | null): number {
  const active = status === null || status === 'active' ? 2 : 0
  const headOffice = isBranch(name) ? 0 : 1
  return (active + headOffice) * 100 + Math.log10(1 + Math.max(0, Number(registeredCapitalFen ?? 0n)))
}

/** A branch bears the name of its company and then its own (企业名称登记管理规定, article 14). */
function isBranch(name: string): boolean {
  return /公司.*(分公司|分店|营业部|分行|支行|办事处|分厂|项目部|门店)$|(分公司|支行|分行|办事处)$/.test(name)
}
