import type { Static } from 'typebox'
import { inShanghai } from '../../foundation/instant.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { accessTo } from './access.ts'
import { type ComparedFirm, comparedRows } from './compared-rows.ts'
import { comparedMax, comparedMin, type compareProfilesContract } from './comparison.contract.ts'
import { refuse } from './contract.ts'
import { openPage } from './open-page.ts'
import { unavailable } from './panel.ts'
import { readScorePanel } from './score-panel.ts'
import { loansOf } from './sections/credit.ts'
import { peersOf } from './sections/peer-lines.ts'
import { registrationOf } from './sections/registration.ts'
import { signsOf } from './signs/signs.ts'
import type { ProfileTables } from './tables.ts'
import { tagsOf } from './tags.ts'

type Contract = typeof compareProfilesContract
type Answer = Static<Contract['output']>
type Work = UnitOfWork<ProfileTables>

const tagsShown = 5

/** Two to four enterprises side by side; each is a use of its own, opened as far as its own consents reach. */
export async function compareProfiles(work: Work, wish: Static<Contract['input']>): Promise<Answer> {
  const named = wish.enterprises
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
  const { size } = new Set(named)
  if (named.length !== size || size < comparedMin || size > comparedMax)
    refuse('profile-comparison-size', { enterprises: named.length })
  const firms: ComparedFirm[] = []
  for (const enterprise of named) firms.push(await openFirm(work, enterprise, wish.asOf))
  if (new Set(firms.map(({ page }) => page.enterprise)).size < firms.length)
    refuse('profile-comparison-size', { enterprises: firms.length })
  const [{ page: first }] = firms as [ComparedFirm]
  return {
    asOf: inShanghai(first.at),
    stage: first.stage,
    enterprises: firms.map(({ page: { enterprise, view, stage } }) => {
      const registration = registrationOf(view)
      const { zh, en } = registration?.industry ?? { zh: null, en: null }
      return {
        enterprise,
        name: view.name,
        uscc: view.uscc,
        industry: zh && en ? { zh, en } : null,
        peers: peersOf(view),
        tags: tagsOf(view, {
          registration,
          loans: loansOf(view),
          signs: signsOf(view, (section, panel) => accessTo(stage, section, panel) === 'shown'),
        })
          .slice(0, tagsShown)
          .map((tag) => ({ code: tag.code, tone: tag.tone, zh: tag.zh, en: tag.en })),
      }
    }),
    rows: comparedRows(firms),
  }
}

async function openFirm(work: Work, enterprise: string, asOf: string | undefined): Promise<ComparedFirm> {
  const page = await openPage(
    work,
    { enterprise, asOf },
    { asksFor: ['invoices', 'tax'], firm: true, peers: true, trace: false, relations: true },
  )
  const { view, authorization } = page
  const hidden = accessTo(page.stage, 'overview', 'score') === 'hidden'
  const closed = page.coverage.covered.length === 0
  const score =
    hidden || view.firm === null
      ? unavailable('no-permission')
      : closed
        ? { ...unavailable('not-covered'), missing: page.coverage.missing }
        : await readScorePanel(work, authorization, {
            enterprise: page.enterprise,
            at: page.at,
            month: page.month,
            vector: view.firm.vector,
          })
  return { page, score }
}
