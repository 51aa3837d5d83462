import type { Finding, ReferenceList } from './contract.ts'
import { Findings, repeated } from './finding.ts'

/** What is wrong with a list by itself. */
export function lintReferenceList({ codes }: ReferenceList): Finding[] {
  const findings = new Findings()
  for (const code of repeatedCodes(codes))
    findings.add(`codes.${code}`, 'code-repeated', {
      zh: `代码 ${code} 重复`,
      en: `the code ${code} stands twice`,
    })
  for (const { code, validFrom, validTo } of codes)
    if (validFrom !== undefined && validTo !== undefined && validFrom > validTo)
      findings.add(`codes.${code}`, 'code-days', {
        zh: `代码 ${code} 的失效日期早于生效日期`,
        en: `the code ${code} ends before it begins`,
      })
  return findings.items
}

/** In one pass: a list has up to 50,000 codes. */
function repeatedCodes(codes: ReferenceList['codes']): string[] {
  const seen = new Set<string>()
  const twice = codes.map(({ code }) => code).filter((code) => seen.size === seen.add(code).size)
  return repeated([...twice, ...twice])
}

/** The codes that were in force on a day; without one, all that ever were. */
export function codesInForce({ codes }: ReferenceList, day?: string): Set<string> {
  const inForce = codes.filter(
    ({ validFrom, validTo }) =>
      day === undefined || ((validFrom ?? '0') <= day && (validTo === undefined || validTo >= day)),
  )
  return new Set(inForce.map(({ code }) => code))
}
