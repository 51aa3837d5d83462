import { seededRandom } from '../../src/foundation/random.ts'
import { usccAlphabet, usccCheckCharacter } from '../../src/information/enterprises/uscc.ts'

/** An enterprise as a registry would list it; made up, the same for the same seed. */
export interface GeneratedEnterprise {
  enterprise: string
  uscc: string
  registrationNumber: string | null
  name: string
  formerName: string | null
  region: string
  status: 'active' | 'cancelled' | 'revoked'
  registeredCapitalFen: bigint
}

const places: readonly [string, string][] = [
  ['广西', '450000'],
  ['广西南宁', '450100'],
  ['南宁', '450100'],
  ['南宁市', '450100'],
  ['南宁市青秀区', '450103'],
  ['柳州', '450200'],
  ['柳州市', '450200'],
  ['桂林', '450300'],
  ['桂林市', '450300'],
  ['梧州', '450400'],
  ['北海', '450500'],
  ['防城港', '450600'],
  ['钦州', '450700'],
  ['贵港', '450800'],
  ['玉林', '450900'],
  ['百色', '451000'],
  ['贺州', '451100'],
  ['河池', '451200'],
  ['来宾', '451300'],
  ['崇左', '451400'],
  ['横州市', '450181'],
  ['武鸣区', '450110'],
  ['灵川县', '450323'],
  ['重庆', '500000'],
  ['深圳市', '440300'],
  ['广州', '440100'],
]
const brandCharacters = [
  ...'安宝邦博昌晨诚驰创达德鼎东栋凡方飞丰峰福富高冠光广贵国海瀚航豪和恒弘宏鸿华辉汇惠吉佳嘉建健江捷金锦京景炯聚钧凯康科蓝乐利联良隆禄茂美民铭宁诺朋鹏普启千强乔勤庆泉荣瑞润森盛世顺泰腾天通同万旺威维伟稳祥翔欣新鑫信兴雄旭轩雅阳洋耀业怡易益银盈永友宇雨玉裕远越云运泽展振正之至志中众卓紫邕桂柳漓象榕榜琅琪珑璟晟暄曜毓淼焱垚骏骐麒麟鹭雁雀蕊蔚菁荟芸茗薇',
]
const trades = [
  ...'机械,食品,商贸,科技,信息技术,建筑工程,建材,物流,运输,农业,农业开发,文化传媒,广告,餐饮管理,教育咨询,企业管理,投资,置业,房地产开发,物业服务,电子,电子商务,网络科技,软件,环保科技,新能源,汽车销售,汽车服务,医疗器械,医药,生物科技,化工,塑料制品,包装,印刷,纺织,服装,家具,木业,水产养殖,茶业,糖业,酒业,矿业,电力工程,装饰工程,园林绿化,劳务,人力资源,旅游,国际贸易,进出口,供应链管理,贸易,五金,机电设备,精密制造,自动化设备,智能科技,消防工程,市政工程,水利工程,勘察设计,检测技术,知识产权服务,财务咨询,会计服务,保洁服务,家政服务,体育发展,健康管理,养老服务,通信工程,安防科技'.split(
    ',',
  ),
]
const forms = ['有限公司', '有限公司', '有限公司', '有限公司', '有限责任公司', '集团有限公司', '股份有限公司']

/** So many enterprises, each name once. */
export function* generateEnterprises(count: number, seed: string | number): Generator<GeneratedEnterprise> {
  const random = seededRandom(seed)
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!
  const names = new Set<string>()
  const brand = () =>
    pick(brandCharacters) + pick(brandCharacters) + (random() < 0.2 ? pick(brandCharacters) : '')
  for (let made = 0; made < count; ) {
    const [place, region] = pick(places)
    const ownBrand = brand()
    const trade = pick(trades)
    const isPerson = random() < 0.12
    const name = isPerson
      ? `${place}${ownBrand}${pick(['商行', '经营部', '小吃店', '五金店', '汽修厂'])}`
      : `${place}${ownBrand}${trade}${pick(forms)}${random() < 0.03 ? `${pick(places)[0]}分公司` : ''}`
    if (names.has(name)) continue
    names.add(name)
    const was = random() < 0.08 ? `${place}${brand()}${trade}${pick(forms)}` : null
    const chance = random()
    yield {
      enterprise: identifierOf(made),
      uscc: usccOf(isPerson ? '92' : '91', region, random),
      registrationNumber: random() < 0.3 ? region + digits(9, random) : null,
      name,
      formerName: was === name ? null : was,
      region,
      status: chance < 0.7 ? 'active' : chance < 0.93 ? 'cancelled' : 'revoked',
      registeredCapitalFen: BigInt(Math.round(10 ** (6.5 + random() * 4))) * 100n,
    }
    made++
  }
}

function identifierOf(at: number): string {
  return `018f0000-0000-7000-8000-${at.toString(16).padStart(12, '0')}`
}

function digits(length: number, random: () => number): string {
  return Array.from({ length }, () => Math.floor(random() * 10)).join('')
}

function usccOf(kind: string, region: string, random: () => number): string {
  const letter = () => usccAlphabet[Math.floor(random() * usccAlphabet.length)]!
  const body = `${kind}${region}MA${letter()}${letter()}${letter()}${letter()}${letter()}${letter()}${letter()}`
  return body + usccCheckCharacter(body)!
}
