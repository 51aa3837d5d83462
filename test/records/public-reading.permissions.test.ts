import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Actor } from '../../src/foundation/unit-of-work.ts'
import { getEnterprise } from '../../src/information/enterprises/index.ts'
import { listRecords } from '../../src/information/records/index.ts'
import { readEntries } from '../../src/trust/audit/index.ts'
import { listStandardRecordTypes, standardRecordType, templateCsv } from '../../src/trust/catalog/index.ts'
import { createOrganization, permissionsOfRole } from '../../src/trust/organizations/index.ts'
import { type AnyWork, deliveries } from '../ingestion/deliveries.ts'

const { deliver, run } = deliveries()
const uscc = '91350100M000100Y43'
const as = (role: 'bank-officer' | 'supervisor', organization: string): Actor => ({
  account: role,
  organization,
  kind: 'user',
  permissions: permissionsOfRole(role),
  role,
})

test('without consent every public record type is read, on record and with names masked, and no other', async () => {
  const recordTypes = listStandardRecordTypes()
  const delivered = ['key-person', 'penalty', 'judgment']
  for (const id of delivered)
    await deliver({ recordType: id, source: 'court', files: [templateCsv(standardRecordType(id))] })
  await run(async (work) => {
    await createOrganization(work, { id: 'bank-one', kind: 'bank', name: '甲银行' })
    await createOrganization(work, { id: 'bureau-one', kind: 'agency', name: '监管局' })
  })
  const { enterprise } = await run((work) => getEnterprise(work, uscc))
  for (const actor of [as('bank-officer', 'bank-one'), as('supervisor', 'bureau-one')]) {
    for (const { id, sharing } of recordTypes) {
      const read = run((work: AnyWork) => listRecords(work, { enterprise, recordType: id }), actor)
      if (sharing === 'public') assert.equal((await read).total, delivered.includes(id) ? 1 : 0, id)
      else
        await assert.rejects(
          read,
          { code: actor.account === 'supervisor' ? 'consent-public-only' : 'consent-none' },
          id,
        )
    }
    const shown = await run(
      (work: AnyWork) => listRecords(work, { enterprise, recordType: 'key-person' }),
      actor,
    )
    assert.ok(!JSON.stringify(shown).includes('韦晓远'), 'the name of a person is masked')
  }
  const kinds = ['public-use-authorized', 'use-authorized']
  const entries = await run((work) => readEntries(work, { kinds, subjects: [enterprise], pageSize: 200 }))
  const open = recordTypes.filter(({ sharing }) => sharing === 'public').length
  assert.equal(entries.length, 2 * (open + 1))
  for (const { kind, detail } of entries) {
    assert.equal(kind, 'public-use-authorized')
    assert.equal((detail.fieldGroups as string[]).length, 1, 'what was asked for, no more')
  }
})
