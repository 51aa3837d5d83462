/**
 * The districts of the city. The codes are those of a real prefecture (GB/T 2260, 4501), so that every
 * check passes; the city itself, 邕城, is made up: there is no division of that name, and so no enterprise
 * whose registered name begins with it.
 */
export interface Region {
  code: string
  /** Relative number of enterprises. */
  weight: number
  streets: readonly string[]
}

export const cityName = '邕城'

export const regions: readonly Region[] = [
  { code: '450103', weight: 24, streets: ['锦屏路', '云岭大道', '听涛街', '会展东路'] },
  { code: '450107', weight: 20, streets: ['科苑路', '秀水大道', '学府街', '北岸路'] },
  { code: '450102', weight: 13, streets: ['朝霞路', '民乐街', '东沟路'] },
  { code: '450105', weight: 14, streets: ['江岸大道', '白沙洲路', '五象北街'] },
  { code: '450108', weight: 11, streets: ['玉洞路', '凯旋街', '总部东路'] },
  { code: '450109', weight: 5, streets: ['蒲津路', '龙岗街'] },
  { code: '450110', weight: 6, streets: ['灵水路', '标营街'] },
  { code: '450126', weight: 3, streets: ['芦圩路', '永武街'] },
  { code: '450181', weight: 4, streets: ['茉莉大道', '槎江路'] },
]
