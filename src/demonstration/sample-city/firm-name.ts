import { domainOf, permute } from './permutation.ts'
import { cityName } from './region.ts'

/**
 * Brands by number: each is another text, so that names are unique without a list of those already given. The first
 * thousands have two characters, the next hundred thousands three, the rest four: as many as forty million firms need.
 * No brand repeats a whole registered name: the city is made up, and so is every name in it.
 */
const first = [
  ...'锦云清瑞恒嘉宏盛泰和兴源鑫海天明德诚信佳美华康宁安永长远达通运广博文景秀春江南山青松柏玉金银万丰振启腾跃卓凯益聚汇融智创睿翔骏逸雅朗润泽沐晟辰禾旭弘毅正',
]
const second = [
  ...'溪岭泉穗辉航途帆鹏图程业川湖石林枫桥亭园庭轩阁坊舟岸屿峰岚月星晨曦阳晖彩虹雁鹤鹿麟凤梧桐樟榕桂芳华荣昌隆茂裕祥瑞福顺利达发展旺邦邑州原野驰翼羽声韵墨章',
]
const third = [...'轩源泰和记坊庄居堂阁园苑屋行号社居里巷湾渡口头尖台楼台栈驿铺'].filter(
  (character, place, all) => all.indexOf(character) === place,
)

export const brandPairs = first.length * second.length
const pairs = brandPairs
const triples = pairs * third.length

function pair(number: number): string {
  return first[number % first.length]! + second[Math.floor(number / first.length)]!
}

/** A brand of two characters; numbers below `brandPairs` give different ones. */
export function brandPair(number: number): string {
  return pair((number * step) % pairs)
}

function brand(number: number): string {
  if (number < pairs) return pair(number)
  if (number < pairs + triples) {
    const rest = number - pairs
    return pair(rest % pairs) + third[Math.floor(rest / pairs)]!
  }
  const rest = ((number - pairs - triples) * farStep) % (pairs * pairs)
  return pair(rest % pairs) + pair(Math.floor(rest / pairs))
}

const stride = 512

/**
 * The registered name of a firm: place, brand, trade, legal form. Brands are dealt by a permutation of the numbers
 * within each stretch, so that neighbors are not alike and short brands still go to the first firms.
 */
export function registeredName(key: number, number: number, trade: string, form: string): string {
  const stretch = number < 4096 ? 4096 : stride
  const start = number - (number % stretch)
  const dealt = start + permute(domainOf(stretch), key ^ start, number - start)
  return `${cityName}${brand(scatter(dealt))}${trade}${form}`
}

/** Within two-character brands a multiplicative step spreads the characters; beyond them the number does as it is. */
function scatter(number: number): number {
  return number < pairs ? (number * step) % pairs : number
}

/** Shares no factor with the number of pairs. */
const step = coprimeTo(pairs)
const farStep = coprimeTo(pairs * pairs)

function coprimeTo(bound: number): number {
  let candidate = Math.floor(bound * 0.381966)
  while (greatestCommonDivisor(candidate, bound) !== 1) candidate++
  return candidate
}

function greatestCommonDivisor(left: number, right: number): number {
  return right === 0 ? left : greatestCommonDivisor(right, left % right)
}
