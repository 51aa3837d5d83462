import { useLanguage } from '../components/language.ts'

const known = [
  'pre-loan-review',
  'post-loan-management',
  'credit-report',
  'public-information',
  'platform-processing',
  'platform-operation',
] as const

export function usePurposeName(): (purpose: string) => string {
  const { t } = useLanguage()
  return (purpose) => t(`consent.purposes.${known.find((one) => one === purpose) ?? 'other'}`)
}
