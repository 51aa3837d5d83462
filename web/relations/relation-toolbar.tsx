import { useLanguage } from '../components/language.ts'
import { type RelationClass, relationClasses } from './relation-class.ts'
import type { RelationsView } from './use-relations.ts'

export type Drawn = 'graph' | 'list'

export interface RelationToolbarProps {
  view: RelationsView
  onView: (view: RelationsView) => void
  drawn: Drawn
  onDrawn: (drawn: Drawn) => void
  /** The last day that may be asked for. */
  today: string
}

/** Which kinds, as of which day, as a graph or as rows. The buttons of the kinds are the legend as well. */
export function RelationToolbar({ view, onView, drawn, onDrawn, today }: RelationToolbarProps) {
  const { t } = useLanguage()
  const flip = (one: RelationClass) => {
    const classes = new Set(relationClasses.filter((other) => view.classes.has(other) !== (other === one)))
    if (classes.size > 0) onView({ ...view, classes })
  }
  return (
    <div className="relation-toolbar">
      <fieldset className="class-buttons">
        <legend className="spoken">{t('relations.classes.label')}</legend>
        {relationClasses.map((one) => (
          <button key={one} type="button" aria-pressed={view.classes.has(one)} onClick={() => flip(one)}>
            <i className={`class-sign ${one}`} aria-hidden="true" />
            {t(`relations.classes.${one}`)}
          </button>
        ))}
      </fieldset>
      <label className="as-of-field">
        <span>{t('relations.asOf')}</span>
        <input
          className="input"
          type="date"
          max={today}
          value={view.asOf ?? today}
          onChange={({ target: { value } }) =>
            onView({ ...view, asOf: value === '' || value >= today ? undefined : value })
          }
        />
      </label>
      <fieldset className="drawn-buttons">
        <legend className="spoken">{t('relations.views.label')}</legend>
        {(['graph', 'list'] as const).map((one) => (
          <button key={one} type="button" aria-pressed={drawn === one} onClick={() => onDrawn(one)}>
            {t(`relations.views.${one}`)}
          </button>
        ))}
      </fieldset>
    </div>
  )
}
