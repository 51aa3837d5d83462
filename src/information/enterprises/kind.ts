/**
 * What an enterprise is in law, told by the first two characters of its USCC (GB 32100-2015, table 1: the
 * registering administration and the class) and, for branches and where there is no code, by the form of its name.
 */
export const enterpriseKinds = [
  'company',
  'branch',
  'individual-business',
  'cooperative',
  'institution',
  'other',
] as const
export type EnterpriseKind = (typeof enterpriseKinds)[number]

/** 1 organs, 5 civil affairs, 9 market regulation, N agriculture … with the classes of each. */
const kindByPrefix: Readonly<Record<string, EnterpriseKind>> = {
  '91': 'company',
  '92': 'individual-business',
  '93': 'cooperative',
  '11': 'institution',
  '12': 'institution',
  '13': 'institution',
}

const branchForm = /(分公司|分支机构|分店|分厂|分行|支行|营业部|办事处|分社|分所|经销部)$/
const cooperativeForm = /合作社(联合社)?$/
const companyForm = /(公司|集团|企业|厂|合伙)$/
const individualForm =
  /(个体工商户|个体户|店|铺|摊|馆|吧|坊|档|屋|商行|经营部|服务部|门市部?|工作室|小卖部|超市)$/
/** Only these names say branch whatever the class of the code: a 91 code may be of a company or of its branch. */
const surelyBranch = /(分公司|分支机构)$/

export function kindOf(uscc: string | null, name: string | null): EnterpriseKind {
  const plain = (name ?? '').normalize('NFKC').replace(/[\s()]/g, '')
  const coded = uscc === null ? undefined : (kindByPrefix[uscc.slice(0, 2)] ?? 'other')
  if (coded === undefined) {
    if (branchForm.test(plain)) return 'branch'
    if (cooperativeForm.test(plain)) return 'cooperative'
    if (companyForm.test(plain)) return 'company'
    return individualForm.test(plain) ? 'individual-business' : 'other'
  }
  return coded === 'company' && surelyBranch.test(plain) ? 'branch' : coded
}

/** The name of the head office that a branch carries in front of its own part; undefined when it carries none. */
export function headOfficeName(name: string): string | undefined {
  if (!branchForm.test(name)) return undefined
  // Up to the last legal form that something follows: 某某有限公司南宁分公司.
  return /^(.+(?:公司|合作社|集团|商行|厂))(?=.{1,}$)/.exec(name)?.[1]
}

/** An individual business is a natural person in business (Civil Code, article 54): what is about it is about them. */
export function touchesNaturalPerson(kind: EnterpriseKind): boolean {
  return kind === 'individual-business'
}

/**
 * The name of an individual business as it is shown: the sign is public, the name of the person in it is not. What
 * is known of the person is the masked name, so that its places are masked wherever the sign repeats them.
 */
export function shownName(name: string, kind: EnterpriseKind, maskedPerson: string | null): string {
  if (!touchesNaturalPerson(kind) || maskedPerson === null || !maskedPerson.includes('*')) return name
  const first = maskedPerson[0]!
  if (first === '*') return name
  const pattern = [...maskedPerson]
    .map((character) => (character === '*' ? '[^()（）]' : escaped(character)))
    .join('')
  return name.replace(new RegExp(pattern, 'u'), maskedPerson)
}

/** The home of a natural person often is the place of business: the street is shown, the house is not. */
export function shownAddress(address: string, kind: EnterpriseKind): string {
  if (!touchesNaturalPerson(kind)) return address
  const street = /^.*?(?:大道|路|街|巷|道|村|镇|乡|区|市)(?=\S)/u.exec(address)?.[0]
  return street === undefined ? '***' : `${greedyStreet(address) ?? street}***`
}

function greedyStreet(address: string): string | undefined {
  return /^.*(?:大道|路|街|巷|村)(?=\S)/u.exec(address)?.[0]
}

function escaped(character: string): string {
  return character.replace(/[.*+?^${}()|[\]\\]/, '\\$&')
}
