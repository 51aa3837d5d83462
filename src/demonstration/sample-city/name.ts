import type { Random } from '../../foundation/random.ts'

/** Names as Chinese enterprises bear them: place, fancy name, trade, legal form. All are composed here and made up. */
const first = [
  ...'锦云清瑞恒嘉宏盛泰和兴源鑫海天明德诚信佳美华康宁安永长远达通运广博文景秀春江南山青松柏玉金银万丰',
]
const second = [
  ...'溪岭泉禾辉航途帆鹏图程业川湖石林枫桥亭园庭轩阁坊舟岸屿峰岚月星晨曦阳晖彩虹雁鹤鹿麟凤梧桐樟榕桂',
]
const surnames = [...'韦黄覃莫蒙陆农蓝梁李陈王张刘吴林周罗谢邓苏唐潘卢何廖甘钟杨徐']
const given = [
  ...'伟芳娜敏静丽强磊军洋勇艳杰娟涛超明霞秀平刚桂英健文华建国志玲丹萍红玉兰飞凤洁梅琳鑫波宁海燕晓春雷',
]

export const fancyNames = first.length * second.length

/** The fancy name of a number below `fancyNames`; different numbers give different names. */
export function fancyName(number: number): string {
  return first[number % first.length]! + second[Math.floor(number / first.length) % second.length]!
}

export function personName(random: Random): string {
  const pick = (characters: readonly string[]) => characters[Math.floor(random() * characters.length)]!
  return pick(surnames) + pick(given) + (random() < 0.62 ? pick(given) : '')
}

/** Smaller and younger firms are limited companies, a few are workshops, shops or joint-stock companies. */
export function legalForm(random: Random, large: boolean): string {
  const dice = random()
  if (large && dice < 0.12) return '股份有限公司'
  if (dice < 0.9) return '有限公司'
  return dice < 0.97 ? '有限责任公司' : '商行'
}
