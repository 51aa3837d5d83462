const place =
  /^(?:.{2,6}?(?:省|自治区|特别行政区))?(?:[^有]{2,4}?市|[^有长]城)?(?:[^有]{2,4}?(?:区|县|旗))?(?=.{2,})(?!有限|股份|集团)/

/** The character that stands for a firm: the first of its trade name, after the place (企业名称登记管理规定: 行政区划 + 字号 + 行业 + 组织形式). */
export function monogramOf(name: string): string {
  const rest = name.replace(place, '')
  return [...rest][0] ?? ''
}
