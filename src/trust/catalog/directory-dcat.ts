import type { Instant } from '../../foundation/instant.ts'
import { shanghaiDay } from '../../foundation/instant.ts'
import { addMonths, month } from '../../foundation/month.ts'
import type { Field, FieldType, RecordType, UpdateCycle } from './contract.ts'
import { fieldGroupWords } from './field-group.ts'

/** Vocabularies: W3C DCAT 3 (2024), DCAT-AP 3.0 of the European Union, CSVW for the columns. */
const context = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dcatap: 'http://data.europa.eu/r5r/',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  eli: 'http://data.europa.eu/eli/ontology#',
  csvw: 'http://www.w3.org/ns/csvw#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const

const authority = 'http://publications.europa.eu/resource/authority'
const frequency: Readonly<Record<UpdateCycle, string>> = {
  once: 'NEVER',
  continuous: 'UPDATE_CONT',
  daily: 'DAILY',
  weekly: 'WEEKLY',
  monthly: 'MONTHLY',
  quarterly: 'QUARTERLY',
  yearly: 'ANNUAL',
}
const accessRight = { public: 'PUBLIC', authorization: 'RESTRICTED', closed: 'NON_PUBLIC' } as const
const datatype: Readonly<Record<FieldType, string>> = {
  identifier: 'xsd:string',
  text: 'xsd:string',
  fen: 'xsd:decimal',
  capital: 'xsd:string',
  integer: 'xsd:integer',
  date: 'xsd:date',
  month: 'xsd:gYearMonth',
  code: 'xsd:string',
  boolean: 'xsd:boolean',
}

/** The directory as DCAT in JSON-LD, with its context inline, so that it needs no network to be read. */
export function directoryDcat(recordTypes: readonly RecordType[], now: Instant): unknown {
  return {
    '@context': context,
    '@id': 'urn:sanxin:directory',
    '@type': 'dcat:Catalog',
    'dct:title': inBoth('企业信用数据目录', 'Data directory of enterprise credit information'),
    'dct:description': inBoth(
      '平台所治理的记录类型：字段、权属、法定依据、共享方式与更新周期。',
      'The record types that the platform governs: fields, owners, legal basis, sharing and update cycle.',
    ),
    'dct:publisher': agent('platform', '征信平台', 'Credit information platform'),
    'dct:language': ['ZHO', 'ENG'].map((language) => ({ '@id': `${authority}/language/${language}` })),
    'dct:modified': { '@type': 'xsd:date', '@value': shanghaiDay(now) },
    'dcat:dataset': recordTypes.map((recordType) => dataset(recordType, now)),
  }
}

function dataset(recordType: RecordType, now: Instant): unknown {
  const { id, zh, en, owner, grain, fieldGroup, legalBasis } = recordType
  return {
    '@id': `urn:sanxin:record-type:${id}`,
    '@type': 'dcat:Dataset',
    'dct:identifier': id,
    'dct:title': inBoth(zh, en),
    'dct:description': inBoth(`${zh}（${grain.zh}）`, `${en} (${grain.en})`),
    'dct:publisher': agent(owner.organization, owner.zh, owner.en),
    'dcat:contactPoint': { '@type': 'vcard:Organization', 'vcard:fn': owner.zh },
    'dct:accrualPeriodicity': { '@id': `${authority}/frequency/${frequency[recordType.updateCycle]}` },
    'dct:accessRights': { '@id': `${authority}/access-right/${accessRight[recordType.sharing]}` },
    'dcatap:applicableLegislation': {
      '@type': 'eli:LegalResource',
      'dct:title': { '@language': 'zh', '@value': legalBasis },
    },
    'dcat:theme': theme(fieldGroup),
    'dcat:keyword': recordType.fields.flatMap((field) => inBoth(field.zh, field.en)),
    'dcat:version': String(recordType.version),
    'dct:conformsTo': schemaOf(recordType),
    ...temporal(recordType, now),
  }
}

/** What is held by the rule of retention: as many months back. */
function temporal({ retentionMonths, eventTime }: RecordType, now: Instant): object {
  if (retentionMonths === null || eventTime === null) return {}
  const today = shanghaiDay(now)
  return {
    'dct:temporal': {
      '@type': 'dct:PeriodOfTime',
      'dcat:startDate': {
        '@type': 'xsd:gYearMonth',
        '@value': addMonths(month(today.slice(0, 7)), -retentionMonths),
      },
      'dcat:endDate': { '@type': 'xsd:date', '@value': today },
    },
  }
}

function schemaOf({ id, digest, version, key, fields }: RecordType): unknown {
  return {
    '@id': `urn:sanxin:definition:${digest.replace('sha256:', '')}`,
    '@type': ['dct:Standard', 'csvw:Schema'],
    'dct:title': `${id} ${version}`,
    'csvw:column': { '@list': fields.map(column) },
    'csvw:primaryKey': key,
  }
}

function column(field: Field): unknown {
  return {
    '@type': 'csvw:Column',
    'csvw:name': field.name,
    'csvw:title': inBoth(field.zh, field.en),
    'csvw:datatype': { '@id': datatype[field.type] },
    'csvw:required': field.required,
  }
}

function theme(fieldGroup: string): unknown {
  const { zh, en } = fieldGroupWords(fieldGroup)
  return {
    '@id': `urn:sanxin:field-group:${fieldGroup}`,
    '@type': 'skos:Concept',
    'skos:prefLabel': inBoth(zh, en),
  }
}

function agent(id: string, zh: string, en: string): unknown {
  return { '@id': `urn:sanxin:organization:${id}`, '@type': 'foaf:Agent', 'foaf:name': inBoth(zh, en) }
}

function inBoth(zh: string, en: string): { '@language': string; '@value': string }[] {
  return [
    { '@language': 'zh', '@value': zh },
    { '@language': 'en', '@value': en },
  ]
}
