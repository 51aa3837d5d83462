import { useLanguage } from '../components/language.ts'

/** A time that is left, rounded as people say it: about 20 seconds, about 3 minutes. */
export function useTimeText(): (seconds: number) => string {
  const { t } = useLanguage()
  return (seconds) =>
    seconds < 90
      ? t('deliveries.time.seconds', { count: Math.max(1, Math.round(seconds)) })
      : t('deliveries.time.minutes', { count: Math.round(seconds / 60) })
}
