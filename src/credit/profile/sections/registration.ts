import type { RecordRow } from '../../../information/records/index.ts'
import { standardRecordType } from '../../../trust/catalog/index.ts'
import type { Registration } from '../contract.ts'
import { registrationOn } from '../registration-panel.ts'
import type { Fact } from '../section.contract.ts'
import { tablesOf } from './table-panel.ts'
import type { Said, SectionSpec, View } from './view.ts'
import { fieldOf } from './words.ts'

/** The version of the register that is in force on the day that is looked from. */
export function registrationOf(view: View): Registration | undefined {
  const rows = view.dossier.rowsOf('registration') as unknown as readonly RecordRow[]
  return registrationOn(standardRecordType('registration'), rows, view.dossier.day, view.uscc)
}

function identity(view: View): Said | undefined {
  const found = registrationOf(view)
  if (!found) return undefined
  const newest = view.dossier
    .rowsOf('registration')
    .find(({ values }) => values.effective_on === found.effectiveOn)
  const origin = { recordType: 'registration', key: newest?.key ?? null }
  const label = (name: string) => {
    const { zh, en } = fieldOf('registration', name)
    return { zh, en }
  }
  const active = found.status.code === 'active'
  const items: Fact[] = [
    { id: 'name', label: label('name'), value: { type: 'text', value: view.name }, origin },
    { id: 'uscc', label: label('uscc'), value: { type: 'text', value: view.uscc }, origin },
    {
      id: 'status',
      label: label('status'),
      value: { type: 'code', value: found.status.code, zh: found.status.zh, en: found.status.en },
      tone: active ? 'good' : 'red',
      origin,
    },
    {
      id: 'legal-representative',
      label: label('legal_representative'),
      value: { type: 'text', value: found.legalRepresentative },
      origin,
    },
    {
      id: 'registered-capital',
      label: label('registered_capital'),
      value: { type: 'fen', value: found.registeredCapitalFen },
      origin,
    },
    {
      id: 'established-on',
      label: label('established_on'),
      value: { type: 'date', value: found.establishedOn },
      note: { zh: `成立 ${found.ageYears} 年`, en: `${found.ageYears} years ago` },
      ...(found.ageYears < 1 ? { tone: 'yellow' as const } : {}),
      origin,
    },
    {
      id: 'industry',
      label: { zh: '所属行业', en: 'Industry' },
      value: {
        type: 'code',
        value: found.industry.code,
        ...(found.industry.zh && found.industry.en ? { zh: found.industry.zh, en: found.industry.en } : {}),
      },
      origin,
    },
    {
      id: 'region',
      label: { zh: '所在地区', en: 'Place' },
      value: {
        type: 'code',
        value: found.region.code,
        ...(found.region.zh && found.region.en ? { zh: found.region.zh, en: found.region.en } : {}),
      },
      origin,
    },
    { id: 'address', label: label('address'), value: { type: 'text', value: found.address }, origin },
    {
      id: 'effective-on',
      label: label('effective_on'),
      value: { type: 'date', value: found.effectiveOn },
      origin,
    },
  ]
  return {
    data: { kind: 'facts', items },
    tone: active ? 'plain' : 'red',
    conclusion: active
      ? null
      : { zh: `登记状态为${found.status.zh}。`, en: `The registered status: ${found.status.en}.` },
  }
}

export const registration: SectionSpec = {
  id: 'registration',
  zh: '工商与资质',
  en: 'Registration and licenses',
  panels: [
    {
      id: 'identity',
      title: { zh: '登记信息', en: 'In the register' },
      recordTypes: ['registration'],
      compose: identity,
    },
    ...tablesOf('registration'),
  ],
}
