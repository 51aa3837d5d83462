/** `广西壮族自治区南宁市` as people say it: 广西南宁市. The tab of registration has the whole name. */
export function shortRegion(name: string | null): string | null {
  return name?.replace(/^(内蒙古|广西|西藏|宁夏|新疆)(壮族|回族|维吾尔)?自治区(?=.)/, '$1') ?? null
}
