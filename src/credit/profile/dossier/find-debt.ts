import { shanghaiDay } from '../../../foundation/instant.ts'
import { lastCompleteMonth } from '../../../foundation/month.ts'
import type { UnitOfWork } from '../../../foundation/unit-of-work.ts'
import { countIdentityDeeds } from '../../../information/enterprises/index.ts'
import { countFactsByType } from '../../../information/records/index.ts'
import { findBuild, listDueSubjects } from '../store.ts'
import type { ProfileTables } from '../tables.ts'
import { dossierForm, profileRecordTypes } from './gatherings.ts'

/** What the dossiers lack, as one word that is another when more is lacking; undefined when they are right. */
export async function findDossierDebt(work: UnitOfWork<ProfileTables>): Promise<string | undefined> {
  const build = await findBuild(work.db)
  const facts = await countFactsByType(work.db)
  const [deeds, month, day] = [
    await countIdentityDeeds(work),
    lastCompleteMonth(work.now),
    shanghaiDay(work.now),
  ]
  const count = profileRecordTypes.reduce((sum, id) => sum + (facts[id] ?? 0), 0)
  const lacking = `${dossierForm} ${month} ${deeds} ${count}`
  if (!build) return count > 0 ? lacking : undefined
  const known = profileRecordTypes.reduce((sum, id) => sum + (build.facts[id] ?? 0), 0)
  if (lacking !== `${build.form} ${build.month} ${build.identityDeeds} ${known}`) return lacking
  return (await listDueSubjects(work.db, day)).length > 0 ? `${lacking} ${day}` : undefined
}
