import { plainName } from './name.ts'

/**
 * The provinces as names begin with them, short and long (GB/T 2260). Prefectures need no table: in a name they
 * end in 市; what must not stand around it keeps words such as 超市 and 市场 out.
 */
const provinces =
  /^(北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆)(?:壮族自治区|回族自治区|维吾尔自治区|自治区|省|市)/
const prefecture = /^(.{2,4}?)(?<![超门夜都上股集花菜])市(?![场民政井值容集郊])/

const marks = /[\s()[\]{}<>"'“”‘’《》〈〉〔〕【】「」·•・.,，。、;:!?&_~^|/\\—–-]/g

/**
 * What the spellings of one registered name have in common: width and case, brackets and marks, the long and the
 * short word for a limited company, the generic word behind the leading place (南宁市, 广西壮族自治区), and the form in
 * brackets that names of individual businesses may carry since 2022. Traditional characters stay as they are: to
 * replace them rightly takes a table of words, which is not shipped.
 */
export function normalizeName(name: string): string {
  const bare = plainName(name)
    .replace(marks, '')
    .replace(/(个体工商户)+$/, '')
    .replaceAll('有限责任公司', '有限公司')
  for (let [before, short] = [bare, shortenPlace(bare)]; ; [before, short] = [short, shortenPlace(short)])
    if (short === before) return short
}

function shortenPlace(name: string): string {
  const short = name.replace(provinces, '$1')
  const province = /^(?:内蒙古|黑龙江|..)/.exec(short)?.[0] ?? ''
  if (province !== '' && provinces.test(`${province}省`) && short.length > province.length) {
    const rest = short.slice(province.length)
    return province + rest.replace(prefecture, '$1')
  }
  return short.replace(prefecture, '$1')
}
