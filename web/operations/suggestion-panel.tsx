import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import {
  type IdentitySide,
  type IdentitySuggestion,
  identityHistoryContract,
  listIdentitySuggestionsContract,
  reviewSuggestionContract,
} from '../../src/information/enterprises/contract.ts'
import { amountText, type Language } from '../components/amount.ts'
import { minuteText } from '../components/calendar.ts'
import { call } from '../components/call.ts'
import { useLanguage } from '../components/language.ts'
import { Panel } from '../components/panel.tsx'
import { useSession } from '../components/session.ts'
import {
  agreementOf,
  type ComparedRow,
  comparedRows,
  markDifference,
  otherReasons,
  weightText,
} from './agreement.ts'
import { useDirectory } from './line-choice.tsx'
import { ReasonedDeed } from './reasoned-deed.tsx'

/** One suggestion: both sides field by field, how each agrees and what that weighs, and the decision. */
export function SuggestionPanel({ suggestion }: { suggestion: IdentitySuggestion }) {
  const { t } = useLanguage()
  const { kind, origin, weight, absorbed, survivor } = suggestion
  return (
    <Panel
      title={t(`identity.kind.${kind}`)}
      className="span-all suggestion"
      extra={
        <>
          <span className="chip">{t(`identity.origin.${origin}`)}</span>
          {weight === null ? null : (
            <span className={weight > 0 ? 'chip good' : 'chip warn'}>
              {t('identity.weight', { weight: weightText(weight) })}
            </span>
          )}
          <span>
            {t('identity.proposed', {
              account: suggestion.proposedBy,
              moment: minuteText(suggestion.proposedAt),
            })}
          </span>
        </>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <section className="table-scroll" tabIndex={0} aria-label={t('identity.compare')}>
        <table className="plain-table side-table">
          <thead>
            <tr>
              <td />
              <SideTitle side={survivor} text={t('identity.survivor')} />
              <SideTitle side={absorbed} text={t('identity.absorbed')} />
              <th scope="col">{t('identity.agreement')}</th>
            </tr>
          </thead>
          <tbody>
            {comparedRows.map((row) => (
              <SideRow key={row} row={row} suggestion={suggestion} />
            ))}
          </tbody>
        </table>
      </section>
      <OtherReasons suggestion={suggestion} />
      {suggestion.state === 'open' ? (
        <Review suggestion={suggestion} />
      ) : (
        <Reviewed suggestion={suggestion} />
      )}
    </Panel>
  )
}

function SideTitle({ side, text }: { side: IdentitySide; text: string }) {
  return (
    <th scope="col">
      <Link to="/app/operations/identity" search={{ enterprise: side.enterprise }}>
        {text}
      </Link>
    </th>
  )
}

function SideRow({ row, suggestion }: { row: ComparedRow; suggestion: IdentitySuggestion }) {
  const { t, language } = useLanguage()
  const [left, right] = [suggestion.survivor, suggestion.absorbed].map((side) => valueOf(side, row, language))
  const agreement = agreementOf(suggestion, row)
  if (!left && !right && !agreement) return null
  return (
    <tr className={agreement ? `speaks-${agreement.speaks}` : ''}>
      <th scope="row">{t(`identity.rows.${row}`)}</th>
      <td>
        <SideValue row={row} text={left ?? ''} other={right ?? ''} />
      </td>
      <td>
        <SideValue row={row} text={right ?? ''} other={left ?? ''} />
      </td>
      <td className="agreement">
        {agreement ? (
          <>
            <span className={`chip ${chips[agreement.speaks]}`}>
              {levelKeys.includes(agreement.level)
                ? t(`identity.levels.${agreement.level as Level}`)
                : agreement.level}
            </span>
            {agreement.weight === null || agreement.speaks === 'nothing' ? null : (
              <span className="weight">{weightText(agreement.weight)}</span>
            )}
          </>
        ) : null}
      </td>
    </tr>
  )
}

const markedRows: readonly ComparedRow[] = ['name', 'address']

function SideValue({ row, text, other }: { row: ComparedRow; text: string; other: string }) {
  const { words } = useLanguage()
  const { directory } = useDirectory()
  if (text === '') return '—'
  if (row === 'source') {
    const source = directory?.sources.find(({ id }) => id === text)
    return source ? words(source) : text
  }
  if (!markedRows.includes(row)) return text
  const { before, differs, after } = markDifference(text, other)
  return (
    <>
      {before}
      {differs ? <mark>{differs}</mark> : null}
      {after}
    </>
  )
}

const chips = { for: 'good', against: 'bad', nothing: '' } as const

const levels = [
  'missing',
  'different',
  'branch',
  'remote',
  'akin',
  'alike',
  'slips',
  'slip',
  'form',
  'same',
  'prefecture',
  'surname',
  'near',
  'year',
  'rare',
  'common',
  'same-identifier',
  'several-identifiers',
  'same-number-other-code',
  'same-organization-code',
  'same-name-and-region',
  'same-name-other-region',
  'same-name-region-unknown',
  'same-former-name',
  'name-not-unique',
] as const
type Level = (typeof levels)[number]
const levelKeys: readonly string[] = levels

function valueOf(side: IdentitySide, row: ComparedRow, language: Language): string {
  switch (row) {
    case 'name':
      return side.name ?? ''
    case 'former-names':
      return side.formerNames.join(' · ')
    case 'identifiers':
      return side.identifiers.map(({ value }) => value).join(' · ')
    case 'legal-representative':
      return side.legalRepresentative ?? ''
    case 'registered-capital':
      return side.registeredCapitalFen === null ? '' : amountText(side.registeredCapitalFen, language)
    case 'established-on':
      return side.establishedOn ?? ''
    case 'region':
      return side.region ?? ''
    case 'address':
      return side.address ?? ''
    case 'source':
      return side.source ?? ''
  }
}

function OtherReasons({ suggestion }: { suggestion: IdentitySuggestion }) {
  const { t } = useLanguage()
  const reasons = otherReasons(suggestion)
  if (reasons.length === 0) return null
  return (
    <ul className="other-reasons">
      {reasons.map(({ field, level, weight }) => (
        <li key={`${field} ${level}`}>
          {levelKeys.includes(level)
            ? t(`identity.levels.${level as Level}`)
            : t('identity.said', { reason: level })}
          {weight === null ? '' : ` ${weightText(weight)}`}
        </li>
      ))}
    </ul>
  )
}

function Review({ suggestion }: { suggestion: IdentitySuggestion }) {
  const { t } = useLanguage()
  const queries = useQueryClient()
  const session = useSession().data
  if (session?.account === suggestion.proposedBy) {
    return <p className="held-note">{t('identity.own')}</p>
  }

  async function review(verdict: 'accept' | 'reject', reason: string) {
    const wish = { suggestion: suggestion.id, verdict, reason }
    await call(reviewSuggestionContract, wish, { idempotencyKey: crypto.randomUUID() })
    await queries.invalidateQueries({ queryKey: [listIdentitySuggestionsContract.name] })
    await queries.invalidateQueries({ queryKey: [identityHistoryContract.name] })
  }

  return (
    <ReasonedDeed
      label={t('identity.why')}
      hint={t('identity.whyHint')}
      deeds={[
        {
          text: t(`identity.accept.${suggestion.kind}`),
          tone: 'primary',
          act: (reason) => review('accept', reason),
        },
        { text: t('identity.reject'), tone: 'danger', act: (reason) => review('reject', reason) },
      ]}
    />
  )
}

function Reviewed({ suggestion }: { suggestion: IdentitySuggestion }) {
  const { t } = useLanguage()
  const { state, reviewedBy, reviewedAt, reviewReason } = suggestion
  return (
    <p className="reviewed">
      <span className={state === 'accepted' ? 'chip good' : 'chip bad'}>{t(`identity.states.${state}`)}</span>{' '}
      {t('identity.reviewed', {
        account: reviewedBy ?? '—',
        moment: reviewedAt ? minuteText(reviewedAt) : '—',
      })}
      {reviewReason ? <q>{reviewReason}</q> : null}
    </p>
  )
}
