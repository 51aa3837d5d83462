import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { grantConsent, listConsents, requireAuthorization, revokeConsent } from './index.ts'
import { actorOf, bank, owner, testParties, wish } from './test-parties.ts'

const migrations = join(import.meta.dirname, '../../../migrations')
const { database, run } = await testParties()
after(() => database.close())

test('a consent from before there were stages is for every stage, and can be revoked and nothing else', async () => {
  const script = (text: string) => sql.raw(text).execute(database.kysely)
  await script('drop schema consent cascade')
  await script(readFileSync(join(migrations, '0004-consent.sql'), 'utf8'))
  await script(`insert into consent.grant (id, enterprise, organization, purpose, field_groups, granted_at,
    expires_at, granted_by, on_behalf) values ('01a201fc-481e-7000-b235-34f5ac875e09', 'e-1', 'bank-one',
    'pre-loan-review', '{invoices,tax}', '2026-11-01', '2027-01-01', 'owner', false)`)
  await script(readFileSync(join(migrations, '0026-consent-stages.sql'), 'utf8'))

  const use = { enterprise: 'e-1', purpose: 'pre-loan-review', fieldGroups: ['tax'] } as const
  for (const actor of [
    bank,
    actorOf('credit-approver', 'bank-one'),
    actorOf('bank-system', 'bank-one', 'key'),
  ])
    assert.equal((await run((work) => requireAuthorization(work, use), actor)).scope.basis, 'consent')
  const { items } = await run((work) => listConsents(work, {}), owner)
  assert.deepEqual([items.length, items[0]!.stages], [1, null])
  const change = sql`update consent.grant set stages = ${['approval']}, revoked_at = now(), revoked_by = 'x'`
  await assert.rejects(change.execute(database.kysely), /revocation only/)
  await run((work) => revokeConsent(work, { consent: items[0]!.id }), owner)
  await assert.rejects(
    run((work) => requireAuthorization(work, use), bank),
    { code: 'consent-revoked' },
  )
  await run((work) => grantConsent(work, { ...wish, stages: ['approval'] }), owner)
})
