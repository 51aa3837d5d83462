import { type Static, Type } from 'typebox'
import { contract } from '../../foundation/endpoint.ts'
import { orNull, Words } from '../../foundation/wire.ts'
import { RecordType, Sensitivity, Sharing, Slug, Title, UpdateCycle } from './record-type.contract.ts'

export type { Comparator, Condition, CrossFieldRule, Operand } from './cross-field-rule.contract.ts'
export {
  Code,
  Field,
  FieldType,
  RecordType,
  RecordTypeData,
  Sensitivity,
  Sharing,
  UpdateCycle,
} from './record-type.contract.ts'
export { refusals, refuse } from './refusals.contract.ts'

const closed = { additionalProperties: false } as const

/** How the files of a source are read when the record type's own column titles do not suffice. */
export const Layout = Type.Object(
  {
    recordType: Type.String(),
    header: Type.Array(Type.String(), {
      description: 'the layout applies when the file has all these columns',
    }),
    columns: Type.Record(Type.String(), Type.String(), { description: 'column title to field' }),
    constants: Type.Record(Type.String(), Type.String(), { description: 'field to the value of every row' }),
    ignored: Type.Array(Type.String(), { description: 'columns left out on purpose' }),
    emptyWords: Type.Optional(
      Type.Array(Type.String({ minLength: 1 }), { description: 'cells that say nothing, such as N/A' }),
    ),
  },
  { additionalProperties: false },
)
export type Layout = Static<typeof Layout>

/** Lower is stronger: where two sources say different things of one record, the lower number is believed. */
export const precedenceDefault = 100

const sourceProperties = {
  id: Slug,
  zh: Title,
  en: Title,
  organization: Type.String({ description: 'who is answerable for what it delivers' }),
  identifierScheme: Type.Enum(['uscc', 'local']),
  layouts: Type.Array(Layout, { maxItems: 100 }),
} as const
const Precedence = Type.Integer({ minimum: 0, maximum: 1000, description: 'lower is stronger' })
const Contact = Type.String({ maxLength: 200, description: 'the person who answers for the deliveries' })
const Channel = Type.String({ maxLength: 1000, description: 'how and when it delivers, in words' })

/** A source as it is written down; what is left out has a default. */
export const SourceData = Type.Object(
  {
    ...sourceProperties,
    precedence: Type.Optional(Precedence),
    updateCycle: Type.Optional(UpdateCycle),
    contact: Type.Optional(Contact),
    channel: Type.Optional(Channel),
  },
  closed,
)
export type SourceData = Static<typeof SourceData>

export const Source = Type.Object({
  ...sourceProperties,
  precedence: Precedence,
  updateCycle: orNull(UpdateCycle),
  contact: orNull(Contact),
  channel: orNull(Channel),
})
export type Source = Static<typeof Source>

const Day = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$' })

/** Codes that many fields may share, with the days between which each is in force. */
export const ReferenceList = Type.Object(
  {
    id: Slug,
    version: Type.Integer({ minimum: 1 }),
    zh: Title,
    en: Title,
    codes: Type.Array(
      Type.Object(
        {
          code: Type.String({ minLength: 1, maxLength: 100 }),
          zh: Title,
          en: Title,
          validFrom: Type.Optional(Day),
          validTo: Type.Optional(Day),
        },
        closed,
      ),
      { minItems: 1, maxItems: 50_000 },
    ),
  },
  closed,
)
export type ReferenceList = Static<typeof ReferenceList>

/** A list without its codes, of which there may be thousands. */
export const ListSummary = Type.Object({
  id: Type.String(),
  version: Type.Integer(),
  ...Words.properties,
  codes: Type.Integer({ description: 'how many' }),
})
export type ListSummary = Static<typeof ListSummary>

export const DefinitionKind = Type.Enum(['record-type', 'source', 'reference-list'])
export type DefinitionKind = Static<typeof DefinitionKind>

export const ProposalState = Type.Enum(['proposed', 'approved', 'rejected'])
export type ProposalState = Static<typeof ProposalState>

/** What is wrong with a definition: where, which rule of the directory, and in words. */
export const Finding = Type.Object({ at: Type.String(), rule: Type.String(), ...Words.properties })
export type Finding = Static<typeof Finding>

/** One difference between two versions: where, and what stood there before and stands there now. */
export const Change = Type.Object({
  at: Type.String({ description: 'a path in the definition: fields.paid.max' }),
  change: Type.Enum(['added', 'removed', 'changed']),
  before: orNull(Type.String()),
  after: orNull(Type.String()),
})
export type Change = Static<typeof Change>

export const Proposal = Type.Object({
  id: Type.String(),
  kind: DefinitionKind,
  name: Type.String({ description: 'the id of the definition' }),
  version: Type.Integer(),
  digest: Type.String(),
  title: Words,
  note: Type.String(),
  state: ProposalState,
  proposedBy: Type.String(),
  proposedAt: Type.String(),
  reviewedBy: orNull(Type.String()),
  reviewedAt: orNull(Type.String()),
  reason: orNull(Type.String()),
  changes: Type.Array(Change),
})
export type Proposal = Static<typeof Proposal>

/** What a definition would change, without keeping it. It can be proposed when there are no findings. */
export const Preview = Type.Object({
  kind: DefinitionKind,
  name: Type.String(),
  version: Type.Integer(),
  digest: Type.String(),
  findings: Type.Array(Finding),
  changes: Type.Array(Change),
})
export type Preview = Static<typeof Preview>

/** An approved version as the reader of the directory sees it; who stood behind it is for those who keep it. */
export const Version = Type.Object({
  ...Type.Omit(Proposal, ['proposedBy', 'reviewedBy', 'state', 'reason']).properties,
  proposedBy: orNull(Type.String()),
  reviewedBy: orNull(Type.String()),
})
export type Version = Static<typeof Version>

/** A record type as a line of a search, with what the text was found in. */
export const DirectoryItem = Type.Object({
  id: Type.String(),
  version: Type.Integer(),
  digest: Type.String(),
  ...Words.properties,
  fieldGroup: Type.String(),
  owner: Type.Object({ organization: Type.String(), ...Words.properties }),
  sharing: Sharing,
  sensitivity: Sensitivity,
  updateCycle: UpdateCycle,
  fields: Type.Integer(),
  matches: Type.Array(Type.Object({ at: Type.String(), text: Type.String() })),
})
export type DirectoryItem = Static<typeof DirectoryItem>

const Counts = Type.Array(Type.Object({ value: Type.String(), items: Type.Integer() }))

export const listRecordTypesContract = contract({
  name: 'listRecordTypes',
  method: 'GET',
  path: '/v1/record-types',
  permission: 'signed-in',
  summary: { zh: '列出数据目录中的记录类型', en: 'List the record types of the data directory' },
  input: Type.Object({}, { additionalProperties: false }),
  output: Type.Object({ items: Type.Array(RecordType) }),
})

const SearchText = Type.Optional(Type.String({ maxLength: 200 }))

export const searchDirectoryContract = contract({
  name: 'searchDirectory',
  method: 'GET',
  path: '/v1/directory',
  permission: 'signed-in',
  summary: {
    zh: '检索数据目录（名称、字段、权属单位、法定依据）',
    en: 'Search the data directory by name, field, owner or legal basis',
  },
  input: Type.Object(
    {
      text: SearchText,
      fieldGroup: Type.Optional(Type.String({ maxLength: 63 })),
      sharing: Type.Optional(Sharing),
      owner: Type.Optional(Slug),
    },
    closed,
  ),
  output: Type.Object({
    total: Type.Integer({ description: 'record types in the whole directory' }),
    items: Type.Array(DirectoryItem),
    counts: Type.Object({ fieldGroup: Counts, sharing: Counts, owner: Counts }),
  }),
})

export const getDirectoryEntryContract = contract({
  name: 'getDirectoryEntry',
  method: 'GET',
  path: '/v1/directory/:recordType',
  permission: 'signed-in',
  summary: {
    zh: '查看记录类型的定义、版本与修改历史',
    en: 'Show the definition of a record type, its versions and what each changed',
  },
  input: Type.Object({ recordType: Type.String({ maxLength: 63 }) }, closed),
  output: Type.Object({
    recordType: RecordType,
    standard: Type.Boolean({ description: 'as it came with the platform' }),
    sources: Type.Array(Source),
    referenceLists: Type.Array(ListSummary),
    history: Type.Array(Version, { description: 'the registered versions, newest first' }),
  }),
})

export const listSourcesContract = contract({
  name: 'listSources',
  method: 'GET',
  path: '/v1/sources',
  permission: 'signed-in',
  summary: { zh: '列出数据来源，按优先级', en: 'List the sources, the strongest first' },
  input: Type.Object({}, closed),
  output: Type.Object({ items: Type.Array(Source) }),
})

export const getReferenceListContract = contract({
  name: 'getReferenceList',
  method: 'GET',
  path: '/v1/reference-lists/:list',
  permission: 'signed-in',
  summary: { zh: '查看代码表', en: 'Show a reference list' },
  input: Type.Object({ list: Type.String({ maxLength: 63 }) }, closed),
  output: ReferenceList,
})

export const ExportFormat = Type.Enum(['dcat', 'csv', 'html'])
export type ExportFormat = Static<typeof ExportFormat>

export const exportDirectoryContract = contract({
  name: 'exportDirectory',
  method: 'GET',
  path: '/v1/directory-exports/:format',
  permission: 'signed-in',
  summary: {
    zh: '导出数据目录：DCAT 3（JSON-LD）、CSV 或可打印网页',
    en: 'Export the data directory as DCAT 3 (JSON-LD), CSV or a page to print',
  },
  input: Type.Object({ format: ExportFormat, text: SearchText }, closed),
  output: Type.Object({ fileName: Type.String(), mediaType: Type.String(), text: Type.String() }),
})

const submission = {
  kind: DefinitionKind,
  definition: Type.Object(
    { id: Slug },
    { additionalProperties: true, description: 'the definition; its version is given by the platform' },
  ),
} as const
/** A text that PostgreSQL can keep. */
const PlainText = Type.String({ maxLength: 1000, pattern: '^[^\\u0000]*$' })

export const previewProposalContract = contract({
  name: 'previewProposal',
  method: 'POST',
  path: '/v1/catalog-previews',
  permission: 'catalog:manage',
  summary: {
    zh: '预览目录变更：差异与问题，不保存',
    en: 'Preview a change of the directory: differences and faults, without keeping it',
  },
  input: Type.Object(submission, closed),
  output: Preview,
})

export const proposeContract = contract({
  name: 'propose',
  method: 'POST',
  path: '/v1/catalog-proposals',
  permission: 'catalog:manage',
  summary: {
    zh: '提交目录变更（记录类型、数据来源或代码表），由他人审核',
    en: 'Propose a record type, a source or a reference list for review by another person',
  },
  idempotent: true,
  input: Type.Object({ ...submission, note: Type.Optional(PlainText) }, closed),
  output: Proposal,
})

export const listProposalsContract = contract({
  name: 'listProposals',
  method: 'GET',
  path: '/v1/catalog-proposals',
  permission: 'catalog:review',
  summary: { zh: '列出目录变更申请', en: 'List the proposals for the directory' },
  input: Type.Object(
    {
      state: Type.Optional(ProposalState),
      name: Type.Optional(Slug),
      pageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
    },
    closed,
  ),
  output: Type.Object({ items: Type.Array(Proposal) }),
})

export const approveProposalContract = contract({
  name: 'approveProposal',
  method: 'POST',
  path: '/v1/catalog-proposals/:proposal/approval',
  permission: 'catalog:review',
  summary: { zh: '批准目录变更，立即生效', en: 'Approve a proposal: it is current from now on' },
  input: Type.Object({ proposal: Type.String({ maxLength: 64 }) }, closed),
  output: Proposal,
})

export const rejectProposalContract = contract({
  name: 'rejectProposal',
  method: 'POST',
  path: '/v1/catalog-proposals/:proposal/rejection',
  permission: 'catalog:review',
  summary: { zh: '驳回目录变更，说明理由', en: 'Reject a proposal, with the reason' },
  input: Type.Object(
    {
      proposal: Type.String({ maxLength: 64 }),
      reason: Type.String({ minLength: 1, maxLength: 1000, pattern: '^[^\\u0000]*$' }),
    },
    closed,
  ),
  output: Proposal,
})
