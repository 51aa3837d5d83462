import { readFileSync } from 'node:fs'
import type { UnitOfWork } from '../../../foundation/unit-of-work.ts'
import type { AuditTables } from '../../../trust/audit/index.ts'
import type { DefinitionKind, Proposal, ProposalState } from '../../../trust/catalog/contract.ts'
import {
  approveProposal,
  type CatalogTables,
  listProposals,
  previewProposal,
  propose,
  rejectProposal,
} from '../../../trust/catalog/index.ts'
import { type Arguments, type Command, option, requiredOption, WrongUsage } from '../command.ts'
import { sheet, table } from '../table.ts'

type Work = UnitOfWork<CatalogTables & AuditTables>

const kinds: readonly DefinitionKind[] = ['record-type', 'source', 'reference-list']

export const catalogPropose: Command = {
  name: 'catalog propose',
  usage: '<file.json> [--kind record-type|source|reference-list] [--note TEXT] [--preview]',
  summary: {
    zh: '提交目录变更，由另一人审核；--preview 只看差异',
    en: 'Propose a definition for another person to review; --preview only shows the difference',
  },
  options: { kind: { type: 'string' }, note: { type: 'string' }, preview: { type: 'boolean' } },
  positionals: { min: 1, max: 1 },
  run: async (session, given) => {
    const definition = readDefinition(given.positionals[0]!)
    const kind = kindOf(option(given, 'kind'), definition)
    if (given.options.preview === true) {
      const preview = await session.work((work: Work) => previewProposal(work, { kind, definition }))
      const faults = preview.findings.map((finding) => `✗ ${finding.at}  ${session.say(finding)}`)
      return { json: preview, text: [...faults, ...changeLines(preview)].join('\n') }
    }
    const note = option(given, 'note')
    const proposal = await session.work((work: Work) =>
      propose(work, { kind, definition, ...(note === undefined ? {} : { note }) }),
    )
    return shown(proposal)
  },
}

export const catalogApprove: Command = {
  name: 'catalog approve',
  usage: '<proposal> --as ACCOUNT',
  summary: {
    zh: '批准目录变更；提交人不能批准自己的申请',
    en: 'Approve a proposal; nobody approves one of their own',
  },
  positionals: { min: 1, max: 1 },
  run: async (session, given) =>
    shown(await session.work((work: Work) => approveProposal(work, { proposal: given.positionals[0]! }))),
}

export const catalogReject: Command = {
  name: 'catalog reject',
  usage: '<proposal> --reason TEXT --as ACCOUNT',
  summary: { zh: '驳回目录变更，说明理由', en: 'Reject a proposal, with the reason' },
  options: { reason: { type: 'string' } },
  required: ['reason'],
  positionals: { min: 1, max: 1 },
  run: async (session, given) => {
    const wish = { proposal: given.positionals[0]!, reason: requiredOption(given, 'reason') }
    return shown(await session.work((work: Work) => rejectProposal(work, wish)))
  },
}

export const catalogProposals: Command = {
  name: 'catalog proposals',
  usage: '[--state proposed|approved|rejected]',
  summary: { zh: '列出目录变更申请', en: 'List the proposals for the data directory' },
  options: { state: { type: 'string' } },
  positionals: { min: 0, max: 0 },
  run: async (session, given) => {
    const state = stateOf(given)
    const { items } = await session.work((work: Work) =>
      listProposals(work, state === undefined ? {} : { state }),
    )
    const text = table(items, [
      { title: session.say({ zh: '申请', en: 'proposal' }), value: (item) => item.id },
      { title: session.say({ zh: '类别', en: 'kind' }), value: (item) => item.kind },
      { title: 'id', value: (item) => item.name },
      { title: session.say({ zh: '版本', en: 'version' }), value: (item) => String(item.version) },
      { title: session.say({ zh: '状态', en: 'state' }), value: (item) => item.state },
      { title: session.say({ zh: '提交人', en: 'proposed by' }), value: (item) => item.proposedBy },
      { title: session.say({ zh: '审核人', en: 'reviewed by' }), value: (item) => item.reviewedBy ?? '' },
    ])
    return { json: { items }, text }
  },
}

/** As it is said, else as the definition looks: only a record type has fields, only a source has layouts. */
function kindOf(said: string | undefined, definition: Record<string, unknown>): DefinitionKind {
  const looks = 'fields' in definition ? 'record-type' : 'layouts' in definition ? 'source' : 'reference-list'
  const kind = kinds.find((known) => known === (said ?? looks))
  if (kind === undefined) throw new WrongUsage(`--kind ${kinds.join('|')}`)
  return kind
}

function stateOf(given: Arguments): ProposalState | undefined {
  const text = option(given, 'state')
  const states: readonly ProposalState[] = ['proposed', 'approved', 'rejected']
  const state = states.find((known) => known === text)
  if (text !== undefined && state === undefined) throw new WrongUsage(`--state ${text}`)
  return state
}

function readDefinition(file: string): Record<string, unknown> & { id: string } {
  let data: unknown
  try {
    data = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new WrongUsage(`${file}: ${(error as Error).message}`)
  }
  if (typeof data !== 'object' || data === null || typeof (data as { id?: unknown }).id !== 'string')
    throw new WrongUsage(`${file}: a JSON object with an id`)
  return data as Record<string, unknown> & { id: string }
}

function shown(proposal: Proposal) {
  const { changes: _, title, ...rest } = proposal
  const lines = Object.entries(rest).map(([name, value]) => [name, String(value ?? '')] as const)
  const text = [sheet([...lines, ['zh', title.zh], ['en', title.en]]), ...changeLines(proposal)].join('\n')
  return { json: { ...proposal, proposal: proposal.id }, text }
}

function changeLines({ changes }: Pick<Proposal, 'changes'>): string[] {
  const signs = { added: '+', removed: '-', changed: '~' } as const
  return changes.map(
    ({ at, change, before, after }) =>
      `${signs[change]} ${at}  ${[before, after].filter(Boolean).join(' → ')}`,
  )
}
