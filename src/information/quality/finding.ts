import type { Finding, FindingCode, Severity } from './contract.ts'

/** A finding with its numbers in a sentence of either language. */
export function finding(
  code: FindingCode,
  severity: Severity,
  said: {
    field?: string
    zh: string
    en: string
    evidence: Record<string, number | string | null>
  },
): Finding {
  const evidence = Object.fromEntries(
    Object.entries(said.evidence).map(([name, value]) => [
      name,
      typeof value === 'number' ? Number(value.toPrecision(6)) : value,
    ]),
  )
  return { code, severity, field: said.field ?? null, zh: said.zh, en: said.en, evidence }
}

/** `1,204`, without decimals. */
export function whole(value: number): string {
  return Math.round(value).toLocaleString('en-US')
}

/** `12.3%`. */
export function percent(share: number): string {
  return `${(100 * share).toFixed(1)}%`
}

export const severest = (findings: readonly { severity: Severity }[]): Severity => {
  const severities = new Set(findings.map(({ severity }) => severity))
  return severities.has('hold') ? 'hold' : severities.has('case') ? 'case' : 'note'
}
