import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import './quality.css'
import { listSourceQualityContract, type SourceQuality } from '../../src/information/quality/contract.ts'
import { PageSkeleton } from '../bank/page-skeleton.tsx'
import { useAnswer } from '../components/answer.ts'
import { useLanguage } from '../components/language.ts'
import { RefusalNotice } from '../components/refusal-notice.tsx'
import { ColumnStrip } from './column-strip.tsx'
import { FreshnessChip, FreshnessLine } from './freshness-line.tsx'
import { QualityLead } from './quality-lead.tsx'
import { freshnessStates } from './quality-search.ts'
import { ScoreBars } from './score-bars.tsx'
import { countText, shareText } from './share-text.ts'
import { useNames } from './use-names.ts'

/** Every source with what it delivers: is it due, is it whole, is it as it was. */
export function QualityPage() {
  const { t } = useLanguage()
  const { state } = useSearch({ from: '/app/quality' })
  const navigate = useNavigate({ from: '/app/quality' })
  const answer = useAnswer(listSourceQualityContract, { pageSize: 200 })
  const items = answer.data?.items ?? []
  const shown = state ? items.filter((item) => item.freshness.state === state) : items
  return (
    <>
      <QualityLead />
      {answer.isError ? <RefusalNotice fault={answer.error} onRetry={() => void answer.refetch()} /> : null}
      {answer.isPending ? <PageSkeleton /> : null}
      {answer.data ? (
        <fieldset className="state-choice" aria-label={t('quality.fresh.title')}>
          <StateButton
            text={t('directory.all')}
            count={items.length}
            chosen={state === undefined}
            onChoose={() => void navigate({ search: {}, replace: true })}
          />
          {freshnessStates.map((one) => (
            <StateButton
              key={one}
              text={t(`quality.states.${one}`)}
              count={items.filter((item) => item.freshness.state === one).length}
              chosen={state === one}
              onChoose={() => void navigate({ search: { state: one }, replace: true })}
            />
          ))}
        </fieldset>
      ) : null}
      {answer.data && shown.length === 0 ? <p className="panel">{t('quality.none')}</p> : null}
      <ul className="quality-list">
        {[...shown].sort(byUrgency).map((item) => (
          <Line key={`${item.source} ${item.recordType}`} item={item} />
        ))}
      </ul>
      <p className="field-note">{t('quality.standard')}</p>
    </>
  )
}

/** What is missing before what is late before what is on time; then what has open cases. */
function byUrgency(left: SourceQuality, right: SourceQuality): number {
  const rank = (item: SourceQuality) => freshnessStates.indexOf(item.freshness.state)
  return rank(left) - rank(right) || right.casesOpen - left.casesOpen
}

interface StateButtonProps {
  text: string
  count: number
  chosen: boolean
  onChoose: () => void
}

function StateButton({ text, count, chosen, onChoose }: StateButtonProps) {
  return (
    <button type="button" className="state-button" aria-pressed={chosen} onClick={onChoose}>
      <span>{text}</span>
      <b>{count}</b>
    </button>
  )
}

function Line({ item }: { item: SourceQuality }) {
  const { t } = useLanguage()
  const names = useNames()
  return (
    <li className="panel quality-line">
      <div className="quality-name">
        <h2>
          <Link
            to="/app/quality/sources/$source/$recordType"
            params={{ source: item.source, recordType: item.recordType }}
          >
            {names.source(item.source)} · {names.recordType(item.recordType)}
          </Link>
        </h2>
        <p>
          <FreshnessChip freshness={item.freshness} />{' '}
          {item.casesOpen > 0 ? (
            <Link to="/app/quality/cases" search={{ state: 'open' }} className="chip warn">
              {t('quality.openCases', { count: item.casesOpen })}
            </Link>
          ) : null}{' '}
          {item.held > 0 ? <span className="chip bad">{t('quality.held', { count: item.held })}</span> : null}
        </p>
        <p className="field-words">
          <FreshnessLine freshness={item.freshness} />
        </p>
      </div>
      <ScoreBars scores={item.scores} />
      <div className="quality-rows">
        <ColumnStrip
          values={item.rowsTrend}
          label={t('quality.rowsTrend', {
            count: item.rowsTrend.length,
            rows: item.rowsTrend.map(countText).join(' '),
          })}
        />
        <dl>
          <div>
            <dt>{t('quality.lastRows')}</dt>
            <dd>{countText(item.rows)}</dd>
          </div>
          <div>
            <dt>{t('quality.quarantined')}</dt>
            <dd>{shareText(item.quarantineShareBps)}</dd>
          </div>
          <div>
            <dt>{t('quality.coverage')}</dt>
            <dd>{shareText(item.coverageBps)}</dd>
          </div>
        </dl>
      </div>
    </li>
  )
}
