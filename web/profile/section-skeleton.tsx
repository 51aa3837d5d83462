import { useLanguage } from '../components/language.ts'

/** Holds the height of a tab that is being read, so that nothing jumps. */
export function SectionSkeleton() {
  const { t } = useLanguage()
  return (
    <div className="section-grid">
      <output className="spoken">{t('shell.loading')}</output>
      <span className="skeleton" style={{ height: 210 }} />
      <span className="skeleton" style={{ height: 210 }} />
      <span className="skeleton wide" style={{ height: 340 }} />
      <span className="skeleton wide" style={{ height: 260 }} />
    </div>
  )
}
