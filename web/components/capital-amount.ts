/**
 * An amount in the capitals that contracts and cheques use (《票据法》 and 《支付结算办法》 annex 1,
 * 正确填写票据和结算凭证的基本规定): 人民币伍佰万元整. One 零 stands for a run of zeros between digits; 整 follows
 * when there is no fen.
 */
const digits = '零壹贰叁肆伍陆柒捌玖'
const places = ['', '拾', '佰', '仟']
const sections = ['', '万', '亿', '万亿']

export function capitalAmount(fen: bigint): string {
  if (fen < 0n || fen >= 10n ** 18n) throw new RangeError(`no capitals for ${fen} fen`)
  const yuan = fen / 100n
  const jiao = Number((fen / 10n) % 10n)
  const cent = Number(fen % 10n)
  const whole = yuan === 0n ? '' : `${wholeCapitals(yuan)}元`
  if (jiao === 0 && cent === 0) return `人民币${whole || '零元'}整`
  const jiaoText = jiao > 0 ? `${digits[jiao]}角` : whole ? '零' : ''
  return `人民币${whole}${jiaoText}${cent > 0 ? `${digits[cent]}分` : '整'}`
}

function wholeCapitals(yuan: bigint): string {
  let text = ''
  let pendingZero = false
  const groups: number[] = []
  for (let rest = yuan; rest > 0n; rest /= 10_000n) groups.unshift(Number(rest % 10_000n))
  groups.forEach((group, index) => {
    if (group === 0) {
      pendingZero = text !== ''
      return
    }
    if (text !== '' && (pendingZero || group < 1000)) text += '零'
    text += `${sectionCapitals(group)}${sections[groups.length - 1 - index]}`
    pendingZero = false
  })
  return text
}

function sectionCapitals(group: number): string {
  let text = ''
  let zero = false
  for (let place = 3; place >= 0; place--) {
    const digit = Math.floor(group / 10 ** place) % 10
    if (digit === 0) {
      zero = text !== ''
      continue
    }
    text += `${zero ? '零' : ''}${digits[digit]}${places[place]}`
    zero = false
  }
  return text
}
