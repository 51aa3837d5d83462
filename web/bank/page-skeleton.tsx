import { useLanguage } from '../components/language.ts'

/** Holds the height of what is coming, so that nothing jumps. */
export function PageSkeleton() {
  const { t } = useLanguage()
  return (
    <div className="page-skeleton">
      <output className="spoken">{t('shell.loading')}</output>
      <span className="skeleton" style={{ height: 62, width: '46%' }} />
      <span className="skeleton" style={{ height: 330 }} />
      <span className="skeleton" style={{ height: 520 }} />
    </div>
  )
}
