import type { UnitOfWork } from '../../../foundation/unit-of-work.ts'
import { type EnterpriseTables, getEnterprise } from '../../../information/enterprises/index.ts'
import type { FieldGroup, Purpose } from '../../../trust/consent/contract.ts'
import {
  type ConsentTables,
  grantConsent,
  listConsents,
  revokeConsent,
} from '../../../trust/consent/index.ts'
import { type Command, option, requiredOption } from '../command.ts'
import { sheet, table } from '../table.ts'

type Work = UnitOfWork<ConsentTables & EnterpriseTables>

export const consentGrant: Command = {
  name: 'consent grant',
  usage: '<identifier> --to ORG --purpose P --fields GROUP,… [--stages STAGE,…] --until DATE',
  summary: { zh: '授予机构使用企业信息的授权', en: "Grant an organization the use of an enterprise's data" },
  options: {
    to: { type: 'string' },
    purpose: { type: 'string' },
    fields: { type: 'string' },
    stages: { type: 'string' },
    until: { type: 'string' },
  },
  required: ['to', 'purpose', 'fields', 'until'],
  positionals: { min: 1, max: 1 },
  run: async (session, given) => {
    const consent = await session.work(async (work: Work) => {
      const { enterprise } = await getEnterprise(work, given.positionals[0]!)
      return grantConsent(work, {
        enterprise,
        organization: requiredOption(given, 'to'),
        purpose: requiredOption(given, 'purpose') as Purpose,
        fieldGroups: requiredOption(given, 'fields').split(',') as FieldGroup[],
        stages: option(given, 'stages')?.split(',') ?? null,
        until: requiredOption(given, 'until'),
      })
    })
    return {
      json: { ...consent, consent: consent.id },
      text: sheet(Object.entries(consent).map(([name, value]) => [name, String(value)])),
    }
  },
}

export const consentRevoke: Command = {
  name: 'consent revoke',
  usage: '<consent>',
  summary: { zh: '撤销授权，立即生效', en: 'Revoke a consent, at once' },
  positionals: { min: 1, max: 1 },
  run: async (session, given) => {
    const consent = await session.work((work: Work) =>
      revokeConsent(work, { consent: given.positionals[0]! }),
    )
    return {
      json: { ...consent, consent: consent.id },
      text: sheet(Object.entries(consent).map(([name, value]) => [name, String(value)])),
    }
  },
}

export const consentList: Command = {
  name: 'consent list',
  usage: '<identifier>',
  summary: { zh: '列出企业的授权', en: 'List the consents of an enterprise' },
  positionals: { min: 1, max: 1 },
  run: async (session, given) => {
    const { items } = await session.work(async (work: Work) => {
      const { enterprise } = await getEnterprise(work, given.positionals[0]!)
      return listConsents(work, { enterprise })
    })
    const text = table(items, [
      { title: session.say({ zh: '授权', en: 'consent' }), value: (item) => item.id },
      { title: session.say({ zh: '机构', en: 'organization' }), value: (item) => item.organization },
      { title: session.say({ zh: '用途', en: 'purpose' }), value: (item) => item.purpose },
      {
        title: session.say({ zh: '数据项组', en: 'field groups' }),
        value: (item) => item.fieldGroups.join(','),
      },
      {
        title: session.say({ zh: '环节', en: 'stages' }),
        value: (item) => item.stages?.join(',') ?? '',
      },
      { title: session.say({ zh: '到期', en: 'until' }), value: (item) => item.expiresAt },
      { title: session.say({ zh: '撤销', en: 'revoked' }), value: (item) => item.revokedAt ?? '' },
    ])
    return { json: { items: items.map((item) => ({ ...item, consent: item.id })) }, text }
  },
}
