import type { SourceQualityDetail } from '../../src/information/quality/contract.ts'
import { useLanguage } from '../components/language.ts'
import { Panel } from '../components/panel.tsx'
import { countText, shareText } from './share-text.ts'

/** How full each field is, beside what is usual for it. */
export function CompletenessTable({ data }: { data: SourceQualityDetail }) {
  const { t, words } = useLanguage()
  return (
    <Panel title={t('quality.fields.title')}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <section className="table-scroll" tabIndex={0} aria-label={t('quality.fields.title')}>
        <table className="plain-table completeness">
          <thead>
            <tr>
              <th scope="col">{t('quality.fields.field')}</th>
              <th scope="col">{t('quality.fields.completeness')}</th>
              <th scope="col" className="figure">
                {t('quality.fields.last')}
              </th>
              <th scope="col" className="figure">
                {t('quality.fields.median')}
              </th>
              <th scope="col" className="figure">
                {t('quality.fields.distinct')}
              </th>
            </tr>
          </thead>
          <tbody>
            {data.fields.map((field) => (
              <tr key={field.field}>
                <th scope="row">
                  {words(field)}{' '}
                  {field.required ? <span className="chip">{t('directory.fields.required')}</span> : null}
                </th>
                <td>
                  <span className="track" aria-hidden="true">
                    <span className="fill" style={{ width: `${(field.completenessBps ?? 0) / 100}%` }} />
                    {field.completenessBpsMedian === null ? null : (
                      <span className="median" style={{ left: `${field.completenessBpsMedian / 100}%` }} />
                    )}
                  </span>
                </td>
                <td className="figure">{shareText(field.completenessBps)}</td>
                <td className="figure">{shareText(field.completenessBpsMedian)}</td>
                <td className="figure">{countText(field.distinctApprox)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Panel>
  )
}
