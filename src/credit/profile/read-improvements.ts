import type { Static } from 'typebox'
import { inShanghai } from '../../foundation/instant.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { getEnterprise } from '../../information/enterprises/index.ts'
import { requireAuthorization } from '../../trust/consent/index.ts'
import { definitions, parseAsOf, type Vector, vectorAsOf } from '../indicators/index.ts'
import {
  findCurrentScorecard,
  gradeEdgeAbove,
  type Improvement,
  improvementsOf,
  scoreVector,
} from '../scoring/index.ts'
import { refuse } from './contract.ts'
import type { readImprovementsContract } from './improvements.contract.ts'
import { unavailable } from './panel.ts'
import { moneyWords, percentWords, type Words } from './sections/words.ts'
import type { ProfileTables } from './tables.ts'

type Answer = Static<(typeof readImprovementsContract)['output']>

const note: Words = {
  zh: '每一项都是只改变这一件事、用同一评分卡重新计算的结果；几项同时改变时分数不一定相加，也不构成授信承诺。',
  en: 'Each line is the same scorecard with this one change; several at once need not add up, and none is a promise of credit.',
}

/** What the enterprise itself can do for its score: for it alone, on its own data. */
export async function readImprovements(
  work: UnitOfWork<ProfileTables>,
  wish: { enterprise: string; asOf?: string | undefined },
): Promise<Answer> {
  const { at, month } = parseAsOf(wish.asOf, work.now)
  const { enterprise } = await getEnterprise(work, wish.enterprise)
  const fieldGroups = ['registration', 'invoices', 'tax', 'social-security', 'loans']
  const authorization = await requireAuthorization(work, {
    enterprise,
    purpose: 'pre-loan-review',
    fieldGroups,
  })
  const { basis } = authorization.scope
  if (basis !== 'self' && basis !== 'platform-operation') refuse('profile-not-yours', { enterprise })
  const vector = await vectorAsOf(work, authorization, { enterprise, asOf: at })
  const base = {
    enterprise,
    asOf: inShanghai(at),
    month,
    note,
    score: null,
    grade: null,
    nextGrade: null,
    items: [],
  }
  const published = await findCurrentScorecard(work)
  if (!published) return { ...base, unavailable: unavailable('not-connected') }
  const valueOf = (id: string) => vector.values[id] ?? null
  const { result, notScored } = scoreVector(published.card, valueOf)
  if (!result)
    return {
      ...base,
      unavailable: { unavailable: 'no-data', zh: notScored.zh, en: notScored.en, todo: notScored.todo },
    }
  const next = gradeEdgeAbove(result.score)
  return {
    ...base,
    score: result.score,
    grade: result.grade,
    nextGrade: next
      ? { grade: next.grade, pointsMissing: Math.round((next.edge - result.score) * 100) / 100 }
      : null,
    unavailable: null,
    items: improvementsOf(published.card, valueOf).map((one) => itemOf(one, vector)),
  }
}

function itemOf({ rule, points, result, factor }: Improvement, vector: Vector): Answer['items'][number] {
  return {
    id: rule.id,
    factor,
    title: { zh: rule.zh, en: rule.en },
    text: { zh: said(rule.text.zh, 'zh', vector), en: said(rule.text.en, 'en', vector) },
    points,
    score: result.score,
    grade: result.grade,
    effort: rule.effort,
  }
}

/** `{indicator}` becomes its value, as its unit is written. */
function said(template: string, language: keyof Words, vector: Vector): string {
  return template.replace(/\{([^}]+)\}/g, (_, id: string) => {
    const value = vector.values[id]
    if (value === null || value === undefined) return '—'
    const unit = definitions.find((definition) => definition.id === id)!.unit
    if (unit === 'fen') return moneyWords(value)[language]
    // A coefficient of variation is a ratio that is no share of anything.
    if (unit === 'ratio') return id.includes('.cv_') ? value.toFixed(2) : percentWords(value)
    return String(Math.round(value))
  })
}
