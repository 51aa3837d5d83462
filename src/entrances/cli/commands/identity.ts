import type { UnitOfWork } from '../../../foundation/unit-of-work.ts'
import type { IdentitySuggestion } from '../../../information/enterprises/contract.ts'
import {
  type EnterpriseTables,
  listSuggestions,
  proposeMerge,
  proposeSplit,
  proposeUndo,
  readIdentityHistory,
  reviewSuggestion,
  suggestLinks,
} from '../../../information/enterprises/index.ts'
import type { AuditTables } from '../../../trust/audit/index.ts'
import { type Command, option, requiredOption, WrongUsage, wholeNumber } from '../command.ts'
import { sheet, table } from '../table.ts'

type Work = UnitOfWork<EnterpriseTables & AuditTables>

const reasonOption = { reason: { type: 'string' } } as const
const outcome = (suggestion: IdentitySuggestion) => ({
  json: suggestion,
  text: sheet([
    ['suggestion', suggestion.id],
    ['kind', suggestion.kind],
    ['state', suggestion.state],
    ['absorbed', `${suggestion.absorbed.enterprise}  ${suggestion.absorbed.name ?? ''}`],
    ['survivor', `${suggestion.survivor.enterprise}  ${suggestion.survivor.name ?? ''}`],
  ]),
})

export const identitySuggestions: Command = {
  name: 'identity suggestions',
  usage: '[--state open|accepted|rejected] [--page-size N]',
  summary: { zh: '列出待复核的企业身份建议', en: 'List suggestions that enterprises are one, or are not' },
  options: { state: { type: 'string' }, 'page-size': { type: 'string' } },
  positionals: { min: 0, max: 0 },
  run: async (session, given) => {
    const state = option(given, 'state') ?? 'open'
    if (state !== 'open' && state !== 'accepted' && state !== 'rejected')
      throw new WrongUsage(`--state ${state}`)
    const pageSize = wholeNumber(given, 'page-size', { min: 1, max: 100 }) ?? 20
    const found = await session.work((work: Work) => listSuggestions(work, { state, pageSize }))
    const text = table(found.items, [
      { title: 'suggestion', value: (row) => row.id },
      { title: 'kind', value: (row) => row.kind },
      { title: 'weight', value: (row) => row.weight?.toFixed(1) ?? '', align: 'right' },
      { title: 'absorbed', value: (row) => row.absorbed.name ?? row.absorbed.enterprise },
      { title: 'survivor', value: (row) => row.survivor.name ?? row.survivor.enterprise },
      {
        title: 'reasons',
        value: (row) => row.reasons.map(({ field, level }) => `${field}: ${level}`).join(', '),
      },
    ])
    return { json: found, text: `${text}\n${found.total}` }
  },
}

export const identityMerge: Command = {
  name: 'identity merge',
  usage: '<keep> <absorb> --reason TEXT',
  summary: {
    zh: '提议合并两家企业，由另一人复核',
    en: 'Propose that two enterprises are one; a second person decides',
  },
  options: reasonOption,
  required: ['reason'],
  positionals: { min: 2, max: 2 },
  run: async (session, given) => {
    const [keep, absorb] = given.positionals as [string, string]
    const wish = { keep, absorb, reason: requiredOption(given, 'reason') }
    return outcome(await session.work((work: Work) => proposeMerge(work, wish)))
  },
}

export const identitySplit: Command = {
  name: 'identity split',
  usage: '<identifier> --reason TEXT',
  summary: {
    zh: '提议把一个主体从企业中拆出',
    en: 'Propose that an entity is not the enterprise that it was merged into',
  },
  options: reasonOption,
  required: ['reason'],
  positionals: { min: 1, max: 1 },
  run: async (session, given) => {
    const wish = { entity: given.positionals[0]!, reason: requiredOption(given, 'reason') }
    return outcome(await session.work((work: Work) => proposeSplit(work, wish)))
  },
}

export const identityUndo: Command = {
  name: 'identity undo',
  usage: '<deed> --reason TEXT',
  summary: { zh: '提议撤销一次合并或拆分', en: 'Propose to take a merge or a split back' },
  options: reasonOption,
  required: ['reason'],
  positionals: { min: 1, max: 1 },
  run: async (session, given) => {
    const wish = { deed: given.positionals[0]!, reason: requiredOption(given, 'reason') }
    return outcome(await session.work((work: Work) => proposeUndo(work, wish)))
  },
}

export const identityReview: Command = {
  name: 'identity review',
  usage: '<suggestion> --verdict accept|reject --reason TEXT',
  summary: { zh: '复核身份建议（不得复核自己的提议）', en: 'Accept or reject a suggestion of somebody else' },
  options: { ...reasonOption, verdict: { type: 'string' } },
  required: ['verdict', 'reason'],
  positionals: { min: 1, max: 1 },
  run: async (session, given) => {
    const verdict = requiredOption(given, 'verdict')
    if (verdict !== 'accept' && verdict !== 'reject') throw new WrongUsage(`--verdict ${verdict}`)
    const wish = {
      suggestion: given.positionals[0]!,
      verdict,
      reason: requiredOption(given, 'reason'),
    } as const
    return outcome(await session.work((work: Work) => reviewSuggestion(work, wish)))
  },
}

export const identityHistory: Command = {
  name: 'identity history',
  usage: '<identifier>',
  summary: {
    zh: '企业身份的沿革：名称、标识、合并与拆分',
    en: 'Names, claims, merges and splits of an enterprise',
  },
  positionals: { min: 1, max: 1 },
  run: async (session, given) => {
    const wish = { enterprise: given.positionals[0]! }
    const history = await session.work((work: Work) => readIdentityHistory(work, wish))
    const span = (from: string | null, to: string | null) => `${from ?? '…'} – ${to ?? '…'}`
    const text = sheet([
      ['enterprise', history.enterprise],
      ...history.names.map((row) => ['name', `${row.name}  ${span(row.validFrom, row.validTo)}`] as const),
      ...history.claims.map(
        (row) => [row.scheme, `${row.value}  ${row.entity}  ${span(row.knownFrom, row.knownTo)}`] as const,
      ),
      ...history.deeds.map(
        (row) =>
          [
            row.kind,
            `${row.deed}  ${row.at}  ${row.absorbed} → ${row.survivor}  ${row.how}  ${row.reason}`,
          ] as const,
      ),
    ])
    return { json: history, text }
  },
}

export const identityLink: Command = {
  name: 'identity link',
  usage: '',
  summary: {
    zh: '为没有信用代码的主体查找可能的企业，生成建议',
    en: 'Suggest who the enterprises without a code may be',
  },
  positionals: { min: 0, max: 0 },
  run: async (session) => {
    const result = await suggestLinks(await session.database(), await session.actor(), {
      progress: session.progress,
    })
    return { json: result, text: sheet(Object.entries(result).map(([name, value]) => [name, String(value)])) }
  },
}
