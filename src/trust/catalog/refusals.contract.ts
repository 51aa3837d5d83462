import { refuser } from '../../foundation/refusal.ts'

export const refusals = {
  'unknown-record-type': {
    kind: 'missing',
    zh: '数据目录中没有这种记录类型。',
    en: 'The data directory has no such record type.',
    todo: { zh: '用 record-types 查看可用类型。', en: 'List the known ones with record-types.' },
  },
  'unknown-source': {
    kind: 'missing',
    zh: '没有登记这个数据来源。',
    en: 'No such source is registered.',
    todo: {
      zh: '先登记数据来源，或检查 --source 的拼写。',
      en: 'Register the source, or check the spelling of --source.',
    },
  },
  'source-layout-invalid': {
    kind: 'invalid',
    zh: '数据来源的列映射引用了不存在的记录类型、字段或代码。',
    en: 'A layout of the source names a record type, a field or a code that does not exist.',
    todo: { zh: '按数据目录修正列映射。', en: 'Correct the layout by the data directory.' },
  },
  'unknown-column': {
    kind: 'invalid',
    zh: '文件中有无法识别的列。',
    en: 'The file has a column that the record type does not know.',
    todo: {
      zh: '改用 where.expected 中的列名，或在数据来源中登记映射。',
      en: 'Use a title of where.expected, or register a layout for the source.',
    },
  },
  'missing-column': {
    kind: 'invalid',
    zh: '文件缺少必需的列。',
    en: 'The file lacks a required column.',
    todo: {
      zh: '补上 where.column 列；模板见 record-types --template csv。',
      en: 'Add the column of where.column; record-types --template csv prints a template.',
    },
  },
  'column-repeated': {
    kind: 'invalid',
    zh: '两列对应同一个字段。',
    en: 'Two columns mean the same field.',
    todo: { zh: '删除其中一列。', en: 'Remove one of them.' },
  },
  'unknown-reference-list': {
    kind: 'missing',
    zh: '数据目录中没有这个代码表。',
    en: 'The data directory has no such reference list.',
    todo: { zh: '从 where.known 中选择代码表。', en: 'Choose a list of where.known.' },
  },
  'catalog-definition-malformed': {
    kind: 'invalid',
    zh: '目录定义的格式不正确。',
    en: 'The definition does not have the form of its kind.',
    todo: {
      zh: '按 where.at 指出的位置修改；格式见接口说明。',
      en: 'Correct what where.at points at; the API description has the form.',
    },
  },
  'catalog-definition-faulty': {
    kind: 'invalid',
    zh: '目录定义自相矛盾或引用了不存在的内容。',
    en: 'The definition contradicts itself or names what is not there.',
    todo: { zh: '逐条修正 where.findings。', en: 'Correct each of where.findings.' },
  },
  'catalog-change-incompatible': {
    kind: 'conflict',
    zh: '修改与现行版本不兼容：已入库的数据将无法按原意读取。',
    en: 'The change does not fit the current version: what is stored could no longer be read as it was meant.',
    todo: {
      zh: '按 where.findings 撤回不兼容的部分，或登记为新的记录类型。',
      en: 'Take back what where.findings names, or register a new record type.',
    },
  },
  'catalog-nothing-changed': {
    kind: 'conflict',
    zh: '提交的定义与现行版本完全相同。',
    en: 'The definition is the same as the current one.',
    todo: { zh: '无需提交。', en: 'There is nothing to propose.' },
  },
  'catalog-proposal-unknown': {
    kind: 'missing',
    zh: '没有这个目录变更申请。',
    en: 'There is no such proposal for the data directory.',
    todo: { zh: '用 catalog proposals 查看申请。', en: 'List them with catalog proposals.' },
  },
  'catalog-proposal-decided': {
    kind: 'conflict',
    zh: '该申请已审核，结果不再改变。',
    en: 'The proposal was reviewed before; the result stands.',
    todo: { zh: '如需修改，请另行提交。', en: 'Propose again to change it.' },
  },
  'catalog-proposal-outdated': {
    kind: 'conflict',
    zh: '申请提交之后，现行版本已经更新。',
    en: 'The current version has changed since this was proposed.',
    todo: {
      zh: '请驳回后按现行版本重新提交。',
      en: 'Reject it, and propose again from the current version.',
    },
  },
  'catalog-own-proposal': {
    kind: 'forbidden',
    zh: '不能审核自己提交的申请。',
    en: 'Nobody reviews a proposal of their own.',
    todo: {
      zh: '请由另一名有审核权限的人员处理。',
      en: 'Have another person with the permission review it.',
    },
  },
  'catalog-review-needed': {
    kind: 'forbidden',
    zh: '只有本机操作员能免审登记数据来源，且仅限首次登记、使用自有编号的来源。',
    en: 'Only the local operator registers a source without review: a new one, with numbers of its own.',
    todo: { zh: '请提交目录变更申请，由他人审核。', en: 'Propose it for review by another person.' },
  },
} as const

export const refuse = refuser(refusals)
