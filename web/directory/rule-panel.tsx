import type { CrossFieldRule, Field } from '../../src/trust/catalog/contract.ts'
import { useLanguage } from '../components/language.ts'
import { Panel } from '../components/panel.tsx'
import { conditionText } from './condition-text.ts'

/** What must hold between the fields of a row. */
export function RulePanel({ rules, fields }: { rules: readonly CrossFieldRule[]; fields: readonly Field[] }) {
  const { t, words, language } = useLanguage()
  const name = (id: string) => {
    const field = fields.find((one) => one.name === id)
    return field ? words(field) : id
  }
  return (
    <Panel title={t('directory.rules.title')}>
      {rules.length === 0 ? <p>{t('directory.rules.none')}</p> : null}
      <ul className="rule-lines">
        {rules.map((rule) => (
          <li key={rule.id}>
            <span className={`chip ${rule.severity === 'quarantine' ? 'warn' : 'note'}`}>
              {t(`directory.rules.${rule.severity}`)}
            </span>
            <div>
              <b>{words(rule)}</b> <span className="mono-code">{rule.id}</span>
              <p className="field-words">
                {t('directory.rules.when', { condition: conditionText(rule.when, name, language) })}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
