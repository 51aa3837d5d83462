import { type FormEvent, useState } from 'react'
import {
  fieldGroups,
  grantConsentContract,
  type Purpose,
  purposes,
  type Stage,
} from '../../src/trust/consent/contract.ts'
import { listOrganizationsContract, type Organization } from '../../src/trust/organizations/contract.ts'
import { useAnswer } from '../components/answer.ts'
import { dayText } from '../components/calendar.ts'
import { call } from '../components/call.ts'
import { useLanguage } from '../components/language.ts'
import { listed } from '../components/punctuation.ts'
import { RefusalNotice } from '../components/refusal-notice.tsx'
import { dayAfterMonths } from './last-day.ts'
import { usePurposeName } from './purpose-name.ts'

type Lack = 'needOrganization' | 'needStages' | 'needFields' | 'needUntil'

/** The stages of a loan at which each purpose has its place; the server holds the same. */
const stagesOfPurpose: Record<Purpose, readonly Stage[]> = {
  'pre-loan-review': ['investigation', 'approval'],
  'post-loan-management': ['post-loan'],
  'credit-report': ['investigation', 'approval', 'post-loan'],
}

export function GrantForm({
  enterprise,
  onGranted,
}: {
  enterprise: string
  onGranted: (message: string) => void
}) {
  const { t } = useLanguage()
  const today = dayText(new Date().toISOString())
  const banks = useAnswer(listOrganizationsContract, { kind: 'bank', pageSize: 200 })
  const [organization, setOrganization] = useState('')
  const [purpose, setPurpose] = useState<Purpose>('pre-loan-review')
  const [stages, setStages] = useState<readonly Stage[]>(stagesOfPurpose['pre-loan-review'])
  const [chosen, setChosen] = useState<readonly string[]>([...fieldGroups])
  const [until, setUntil] = useState(dayAfterMonths(today, 6))
  const [lack, setLack] = useState<Lack>()
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<unknown>()
  const [key, setKey] = useState(() => crypto.randomUUID())
  const bank = banks.data?.items.find((one) => one.id === organization)

  async function submit(event: FormEvent) {
    event.preventDefault()
    const missing = lackOf({ organization, stages, chosen, until })
    setLack(missing)
    if (missing || !bank || busy) return
    setBusy(true)
    setFault(undefined)
    try {
      const every = stages.length === stagesOfPurpose[purpose].length
      const wish = { enterprise, organization, purpose, fieldGroups: [...chosen], until }
      await call(grantConsentContract, every ? wish : { ...wish, stages: [...stages] }, {
        idempotencyKey: key,
      })
      setKey(crypto.randomUUID())
      onGranted(t('consent.list.granted', { organization: bank.name, day: until }))
    } catch (problem) {
      setFault(problem)
      setKey(crypto.randomUUID())
    } finally {
      setBusy(false)
    }
  }

  return (
    <form className="grant-form" onSubmit={(event) => void submit(event)} noValidate>
      {banks.isError ? <RefusalNotice fault={banks.error} onRetry={() => void banks.refetch()} /> : null}
      <OrganizationField banks={banks.data?.items ?? []} value={organization} onChange={setOrganization} />
      <Lacking show={lack === 'needOrganization'} lack="needOrganization" />
      <PurposeField
        value={purpose}
        onChange={(wanted) => {
          setPurpose(wanted)
          setStages(stagesOfPurpose[wanted])
        }}
      />
      <StagesField purpose={purpose} value={stages} onChange={setStages} />
      <Lacking show={lack === 'needStages'} lack="needStages" />
      <FieldGroupsField value={chosen} onChange={setChosen} />
      <Lacking show={lack === 'needFields'} lack="needFields" />
      <UntilField today={today} value={until} onChange={setUntil} />
      <Lacking show={lack === 'needUntil'} lack="needUntil" />
      {bank && chosen.length > 0 && until ? (
        <Summary bank={bank.name} purpose={purpose} chosen={chosen} until={until} />
      ) : null}
      {fault === undefined ? null : <RefusalNotice fault={fault} />}
      <button type="submit" className="button primary wide" disabled={busy}>
        {busy ? t('consent.grant.busy') : t('consent.grant.submit')}
      </button>
    </form>
  )
}

function lackOf(wish: {
  organization: string
  stages: readonly Stage[]
  chosen: readonly string[]
  until: string
}): Lack | undefined {
  if (!wish.organization) return 'needOrganization'
  if (wish.stages.length === 0) return 'needStages'
  if (wish.chosen.length === 0) return 'needFields'
  return wish.until ? undefined : 'needUntil'
}

function Lacking({ show, lack }: { show: boolean; lack: Lack }) {
  const { t } = useLanguage()
  return show ? (
    <p className="field-note wrong" role="alert">
      {t(`consent.grant.${lack}`)}
    </p>
  ) : null
}

interface Choice<Value> {
  value: Value
  onChange: (value: Value) => void
}

function OrganizationField({ banks, value, onChange }: Choice<string> & { banks: readonly Organization[] }) {
  const { t } = useLanguage()
  return (
    <label className="field">
      <span>{t('consent.grant.organization')}</span>
      <select className="input" value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">{t('consent.grant.choose')}</option>
        {banks.map((one) => (
          <option key={one.id} value={one.id} lang="zh-CN">
            {one.name}
          </option>
        ))}
      </select>
    </label>
  )
}

function PurposeField({ value, onChange }: Choice<Purpose>) {
  const { t } = useLanguage()
  return (
    <fieldset className="choices">
      <legend>{t('consent.grant.purpose')}</legend>
      {purposes.map((one) => (
        <label key={one} className="choice">
          <input type="radio" name="purpose" checked={value === one} onChange={() => onChange(one)} />
          <span>{t(`consent.purposes.${one}`)}</span>
        </label>
      ))}
    </fieldset>
  )
}

/** A purpose of one stage leaves nothing to choose. */
function StagesField({ purpose, value, onChange }: Choice<readonly Stage[]> & { purpose: Purpose }) {
  const { t } = useLanguage()
  const offered = stagesOfPurpose[purpose]
  if (offered.length < 2) return null
  const flip = (stage: Stage) =>
    onChange(offered.filter((one) => (one === stage ? !value.includes(one) : value.includes(one))))
  return (
    <fieldset className="choices in-row">
      <legend>{t('consent.grant.stages')}</legend>
      {offered.map((one) => (
        <label key={one} className="choice">
          <input type="checkbox" checked={value.includes(one)} onChange={() => flip(one)} />
          <span>{t(`consent.stages.${one}`)}</span>
        </label>
      ))}
    </fieldset>
  )
}

function FieldGroupsField({ value, onChange }: Choice<readonly string[]>) {
  const { t } = useLanguage()
  const flip = (group: string) =>
    onChange(fieldGroups.filter((one) => (one === group ? !value.includes(one) : value.includes(one))))
  return (
    <fieldset className="choices">
      <legend>{t('consent.grant.fields')}</legend>
      {fieldGroups.map((one) => (
        <label key={one} className="choice">
          <input type="checkbox" checked={value.includes(one)} onChange={() => flip(one)} />
          <span>
            {t(`consent.fieldGroups.${one}`)}
            <small>{t(`consent.fieldGroupNotes.${one}`)}</small>
          </span>
        </label>
      ))}
      <p className="field-note">{t('consent.grant.public')}</p>
    </fieldset>
  )
}

function UntilField({ today, value, onChange }: Choice<string> & { today: string }) {
  const { t } = useLanguage()
  return (
    <div className="until">
      <label className="field">
        <span>{t('consent.grant.until')}</span>
        <input
          className="input"
          type="date"
          min={today}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      </label>
      <div className="filter">
        {([3, 6, 12] as const).map((months) => (
          <button
            key={months}
            type="button"
            aria-pressed={value === dayAfterMonths(today, months)}
            onClick={() => onChange(dayAfterMonths(today, months))}
          >
            {t(`consent.grant.months.${months}`)}
          </button>
        ))}
      </div>
    </div>
  )
}

function Summary(props: { bank: string; purpose: string; chosen: readonly string[]; until: string }) {
  const { t, language } = useLanguage()
  const purposeName = usePurposeName()
  const fields = fieldGroups
    .filter((one) => props.chosen.includes(one))
    .map((one) => t(`consent.fieldGroups.${one}`))
  return (
    <p className="grant-summary">
      {t('consent.grant.summary', {
        organization: props.bank,
        day: props.until,
        purpose: purposeName(props.purpose),
        fields: listed(fields, language),
      })}
    </p>
  )
}
