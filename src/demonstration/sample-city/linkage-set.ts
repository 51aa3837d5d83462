import { type Random, seededRandom } from '../../foundation/random.ts'
import { composeUscc } from './identifier.ts'
import { industries } from './industry.ts'
import { fancyName, fancyNames, legalForm, personName } from './name.ts'
import { cityName, regions } from './region.ts'

/** A firm as one department writes it down. */
export interface LinkageRow {
  id: string
  uscc: string | null
  name: string
  formerNames: string[]
  region: string | null
  representative: string | null
  capitalYuan: number | null
  establishedOn: string | null
  address: string | null
}

/** Firms as the registry and another department see them, and which rows are truly of one firm. */
export interface LinkageSet {
  registry: LinkageRow[]
  department: LinkageRow[]
  /** Registry id to department id. */
  truth: Map<string, string>
}

/** Characters that are taken for each other, by sound or by look. */
const confused = [
  '锦绵棉',
  '云运耘',
  '清青晴',
  '瑞锐端',
  '恒桓衡',
  '嘉佳加',
  '宏弘红',
  '盛胜晟',
  '泰太',
  '和合禾',
  '兴新欣',
  '源原元',
  '鑫金欣',
  '海悔',
  '天夫',
  '明名',
  '德得',
  '诚成城',
  '信心',
  '佳嘉',
  '美羊',
  '华化',
  '康庚',
  '宁柠',
  '安按',
  '永水',
  '达大',
  '通同',
  '广厂',
  '博搏',
  '文闻',
  '景影',
  '秀绣',
  '春舂',
  '江汇',
  '松淞',
  '玉王',
  '万方',
  '丰封',
  '溪奚',
  '岭领',
  '泉全',
  '辉晖',
  '航行',
  '途图',
  '程呈',
  '业叶',
  '川州',
  '湖糊',
  '石右',
  '林木',
  '桥乔',
  '庭廷',
  '轩宣',
  '坊仿',
  '舟州',
  '峰锋',
  '岚风',
  '星兴',
  '曦希',
  '鹤鹄',
  '凤风',
  '商尚',
  '贸冒',
  '机几',
  '械戒',
  '科料',
  '技枝',
  '建健',
  '装桩',
  '材村',
  '服报',
  '饰飾',
  '食实',
  '品晶',
]
const lookalikes = new Map<string, string>()
for (const group of confused)
  for (const character of group) if (!lookalikes.has(character)) lookalikes.set(character, group)

const outside = ['岭海', '湘浦', '滇源', '黔溪', '闽屿', '沪滨']
const outsideRegion = (number: number) => `${43 + number}01${String(2 + (number % 5)).padStart(2, '0')}`
const trades = industries.flatMap((industry) => industry.trades)
const capitals = [10, 30, 50, 50, 100, 100, 100, 200, 300, 500, 500, 1000, 2000, 5000].map(
  (ten) => ten * 10_000,
)

interface Truth {
  number: number
  name: string
  former: string | null
  region: string
  city: string
  representative: string
  capitalYuan: number | null
  establishedOn: string
  address: string
}

/**
 * Makes `firms` firms: a twentieth are branches of another, a thirtieth bear the name of a firm in another city, a
 * tenth have changed their name. The registry knows nine in ten of them as they are; the department knows nine in ten
 * as people write them down: with slips, old names, moved addresses, missing values, and mostly without the code.
 */
export function makeLinkageSet(seed: string | number, firms: number): LinkageSet {
  const founded: Truth[] = []
  for (let number = 0; number < firms; number++) {
    const random = seededRandom(`${seed}/linkage/${number}`)
    const model = founded[Math.floor(random() * founded.length)]
    const dice = random()
    if (model && dice < 0.05) founded.push(branchOf(model, number, random))
    else if (model && dice < 0.083) founded.push(namesakeOf(model, number, random))
    else founded.push(foundFirm(number, random))
  }
  const set: LinkageSet = { registry: [], department: [], truth: new Map() }
  for (const firm of founded) {
    const random = seededRandom(`${seed}/linkage/${firm.number}/seen`)
    const [inRegistry, inDepartment] = [random() < 0.9, random() < 0.9]
    const [left, right] = [`R${firm.number}`, `D${firm.number}`]
    if (inRegistry) set.registry.push(asRegistered(firm, left, random))
    if (inDepartment) set.department.push(asWrittenDown(firm, right, random))
    if (inRegistry && inDepartment) set.truth.set(left, right)
  }
  return set
}

function foundFirm(number: number, random: Random): Truth {
  const abroad = random() < 0.25
  const place = Math.floor(random() * outside.length)
  const region = abroad ? outsideRegion(place) : drawn(regions, random).code
  const city = abroad ? outside[place]! : cityName
  const rest = `${drawn(trades, random)}${legalForm(random, random() < 0.2)}`
  const brand = () => fancyName(Math.floor(random() * fancyNames))
  const streets = regions.flatMap((entry) => entry.streets)
  return {
    number,
    name: `${city}${brand()}${rest}`,
    former: random() < 0.1 ? `${city}${brand()}${rest}` : null,
    region,
    city,
    representative: personName(random),
    capitalYuan: drawn(capitals, random),
    establishedOn: day(random),
    address: `${city}市${drawn(streets, random)}${1 + Math.floor(random() * 288)}号`,
  }
}

function branchOf(head: Truth, number: number, random: Random): Truth {
  const fresh = foundFirm(number, random)
  const { region, city, address, establishedOn } = fresh
  const base = head.name.includes('分公司') ? fresh.name : head.name
  const own = drawn(['江岸', '朝阳', '会展', '科苑', '五象', city], random)
  const representative = random() < 0.4 ? head.representative : fresh.representative
  const capitalYuan = null
  return {
    number,
    name: `${base}${own}分公司`,
    former: null,
    region,
    city,
    representative,
    capitalYuan,
    establishedOn,
    address,
  }
}

/** The same brand and trade under another city: names are unique only where they are registered. */
function namesakeOf(model: Truth, number: number, random: Random): Truth {
  const fresh = foundFirm(number, random)
  return { ...fresh, name: model.name.replace(model.city, fresh.city), former: null }
}

function asRegistered(firm: Truth, id: string, random: Random): LinkageRow {
  const { name, region, representative, capitalYuan, establishedOn, address } = firm
  const formerNames = firm.former !== null && random() < 0.5 ? [firm.former] : []
  return {
    id,
    uscc: composeUscc(region, firm.number),
    name,
    formerNames,
    region,
    representative,
    capitalYuan,
    establishedOn,
    address,
  }
}

function asWrittenDown(firm: Truth, id: string, random: Random): LinkageRow {
  const chance = (share: number) => random() < share
  let name = firm.former !== null && chance(0.6) ? firm.former : firm.name
  if (chance(0.15)) name = withSlip(name, random)
  if (chance(0.03)) name = withSlip(name, random)
  if (chance(0.15)) name = otherSpelling(name, firm.city, random)
  const moved = chance(0.15)
  return {
    id,
    uscc: chance(0.3) ? composeUscc(firm.region, firm.number) : null,
    name,
    formerNames: [],
    region: chance(0.06) ? null : chance(0.08) ? `${firm.region.slice(0, 4)}00` : firm.region,
    representative: chance(0.12) ? null : chance(0.1) ? personName(random) : firm.representative,
    capitalYuan: chance(0.25) ? null : chance(0.1) ? drawn(capitals, random) : firm.capitalYuan,
    establishedOn: chance(0.2)
      ? null
      : chance(0.07)
        ? slippedDay(firm.establishedOn, random)
        : firm.establishedOn,
    address: chance(0.12)
      ? null
      : writtenAddress(moved ? foundFirm(0, random).address : firm.address, random),
  }
}

/** One character taken for another, two swapped, one dropped or one doubled. */
export function withSlip(name: string, random: Random): string {
  const characters = [...name]
  const place = Math.floor(random() * (characters.length - 4))
  const dice = random()
  const alike = lookalikes.get(characters[place]!)
  if (dice < 0.55 && alike)
    characters[place] = drawn(
      [...alike].filter((other) => other !== characters[place]),
      random,
    )
  else if (dice < 0.75) characters.splice(place, 2, characters[place + 1]!, characters[place]!)
  else if (dice < 0.9) characters.splice(place, 1)
  else characters.splice(place, 0, characters[place]!)
  return characters.join('')
}

function otherSpelling(name: string, city: string, random: Random): string {
  const dice = random()
  if (dice < 0.3) return name.replace(city, `${city}市`)
  if (dice < 0.5) return name.replace('有限公司', '有限责任公司')
  if (dice < 0.7) return name.replace(city, '').concat(`（${city}）`)
  if (dice < 0.85) return name.replace(/(股份)?有限(责任)?公司$/, '')
  return name.replace(city, '')
}

function writtenAddress(address: string, random: Random): string {
  const dice = random()
  if (dice < 0.15) return address.replace('号', '')
  if (dice < 0.25) return `${address}${1 + Math.floor(random() * 20)}楼`
  return dice < 0.35 ? address.replace(/^.+?市/, '') : address
}

/** Day and month swapped, the day forgotten, or the year one off; always a day that its month has. */
function slippedDay(on: string, random: Random): string {
  const [year, month, dayOfMonth] = on.split('-') as [string, string, string]
  if (Number(dayOfMonth) <= 12 && random() < 0.5) return `${year}-${dayOfMonth}-${month}`
  if (random() < 0.5) return `${year}-${month}-01`
  const other = Number(year) + (random() < 0.5 ? 1 : -1)
  return `${other}-${month}-${month === '02' && dayOfMonth === '29' ? '28' : dayOfMonth}`
}

function day(random: Random): string {
  const from = Date.UTC(1995, 0, 1)
  return new Date(from + Math.floor(random() * 11_000) * 86_400_000).toISOString().slice(0, 10)
}

function drawn<Item>(items: readonly Item[], random: Random): Item {
  return items[Math.floor(random() * items.length)]!
}
