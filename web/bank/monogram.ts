const places =
  /^(?:.{2,3}(?:省|自治区|特别行政区))?(?:[^有]{1,3}(?:市|州|盟|地区))?(?:[^有]{1,3}(?:区|县|旗))?(?=.{2,})/

/** The character that stands for a firm: the first of its trade name, after the place (企业名称登记管理规定: 行政区划 + 字号 + 行业 + 组织形式). */
export function monogramOf(name: string): string {
  const rest = name.replace(places, '')
  return [...rest][0] ?? [...name][0] ?? ''
}
