import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Fragment } from 'react'
import type { Static } from 'typebox'
import { compareProfilesContract } from '../../../src/credit/profile/comparison.contract.ts'
import { monogramOf } from '../../bank/monogram.ts'
import { useAnswer } from '../../components/answer.ts'
import { minuteText } from '../../components/calendar.ts'
import { useLanguage } from '../../components/language.ts'
import { RefusalNotice } from '../../components/refusal-notice.tsx'
import { usccGroups } from '../../components/uscc-groups.ts'
import { CompareCell } from './compare-cell.tsx'
import './compare.css'
import '../profile.css'
import { comparedMax } from './compared.ts'

type Comparison = Static<(typeof compareProfilesContract)['output']>

/** Up to four enterprises side by side, figure by figure, each with its place among its own peers. */
export function ComparePage() {
  const { t } = useLanguage()
  const { enterprises } = useSearch({ from: '/app/compare' })
  const chosen = enterprises.split(',').filter(Boolean)
  const answer = useAnswer(
    compareProfilesContract,
    { enterprises },
    { fresh: true, enabled: chosen.length > 1 },
  )
  return (
    <>
      <div className="page-lead">
        <h1>{t('profile.compare.title')}</h1>
        <p>{t('profile.compare.lead', { max: comparedMax })}</p>
      </div>
      {chosen.length < 2 ? (
        <p className="quiet">
          {t('profile.compare.tooFew')} <Link to="/app/search">{t('shell.search.title')}</Link>
        </p>
      ) : null}
      {answer.isError ? <RefusalNotice fault={answer.error} onRetry={() => void answer.refetch()} /> : null}
      {chosen.length > 1 && answer.isPending ? <span className="skeleton" style={{ height: 620 }} /> : null}
      {answer.data ? <ComparedTable comparison={answer.data} chosen={chosen} /> : null}
    </>
  )
}

function ComparedTable({ comparison, chosen }: { comparison: Comparison; chosen: readonly string[] }) {
  const { t, words } = useLanguage()
  const { enterprises, rows } = comparison
  const bySection = [...Map.groupBy(rows, (row) => row.section)]
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <section className="panel table-scroll" tabIndex={0} aria-label={t('profile.compare.title')}>
        <table className="compare-table">
          <thead>
            <tr>
              <th scope="col">
                <span className="spoken">{t('profile.compare.figure')}</span>
              </th>
              {enterprises.map((one, index) => (
                <ComparedHead key={one.enterprise} one={one} chosen={chosen} asked={chosen[index]!} />
              ))}
            </tr>
          </thead>
          <tbody>
            {bySection.map(([section, own]) => (
              <Fragment key={section}>
                <tr className="compare-section">
                  <th scope="colgroup" colSpan={enterprises.length + 1}>
                    {t(`profile.sections.${section}`)}
                  </th>
                </tr>
                {own.map((row) => (
                  <tr key={row.id}>
                    <th scope="row">
                      {words(row.label)}
                      {row.better === 'neutral' ? null : (
                        <small>{t(`profile.compare.better.${row.better}`)}</small>
                      )}
                    </th>
                    {row.cells.map((cell, index) => (
                      <CompareCell
                        key={enterprises[index]!.enterprise}
                        cell={cell}
                        best={row.best === index}
                      />
                    ))}
                  </tr>
                ))}
              </Fragment>
            ))}
          </tbody>
        </table>
      </section>
      <p className="as-of">
        {t('profile.asOf', { moment: minuteText(comparison.asOf) })} {t('profile.compare.logged')}
      </p>
    </>
  )
}

interface ComparedHeadProps {
  one: Comparison['enterprises'][number]
  chosen: readonly string[]
  asked: string
}

function ComparedHead({ one, chosen, asked }: ComparedHeadProps) {
  const { t, words } = useLanguage()
  const navigate = useNavigate()
  const rest = chosen.filter((other) => other !== asked).join(',')
  return (
    <th scope="col">
      <span className="compare-head">
        <span className="monogram" aria-hidden="true">
          {monogramOf(one.name)}
        </span>
        <Link to="/app/enterprises/$enterprise" params={{ enterprise: one.enterprise }} lang="zh-CN">
          {one.name}
        </Link>
        <button
          type="button"
          className="compare-out"
          aria-label={t('profile.compare.remove', { name: one.name })}
          onClick={() => void navigate({ to: '/app/compare', search: { enterprises: rest } })}
        >
          ×
        </button>
      </span>
      {one.uscc ? <small>{usccGroups(one.uscc)}</small> : null}
      <small>{one.industry ? words(one.industry) : ''}</small>
      {one.peers ? (
        <small>{t('profile.trends.peers', { name: words(one.peers), firms: one.peers.firms })}</small>
      ) : null}
      <span className="compare-tags">
        {one.tags.map((tag) => (
          <em key={tag.code} className={`chip ${tag.tone}`}>
            {words(tag)}
          </em>
        ))}
      </span>
    </th>
  )
}
