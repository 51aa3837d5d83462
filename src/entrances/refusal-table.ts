import { refuse as asOf } from '../credit/indicators/contract.ts'
import { refuse as profile } from '../credit/profile/contract.ts'
import { refuse as scoring } from '../credit/scoring/contract.ts'
import { refuse as realData } from '../demonstration/real-data/index.ts'
import { refuse as sampleCity } from '../demonstration/sample-city/index.ts'
import type { RefusalEntry, Refuser } from '../foundation/refusal.ts'
import { refuse as store } from '../foundation/store-refusals.ts'
import { refuse as channels } from '../information/channels/contract.ts'
import { refuse as enterprises } from '../information/enterprises/contract.ts'
import { refuse as ingestion } from '../information/ingestion/contract.ts'
import { refuse as quality } from '../information/quality/contract.ts'
import { refuse as records } from '../information/records/contract.ts'
import { refuse as relations } from '../information/relations/contract.ts'
import { refuse as decisions } from '../lending/decisions/contract.ts'
import { refuse as products } from '../lending/products/contract.ts'
import { refuse as rules } from '../lending/rules/contract.ts'
import { refuse as audit } from '../trust/audit/contract.ts'
import { refuse as catalog } from '../trust/catalog/contract.ts'
import { refuse as consent } from '../trust/consent/contract.ts'
import { refuse as organizations } from '../trust/organizations/contract.ts'
import { refuse as http } from './http/refusals.ts'
import { refuse as platform } from './platform/listen.ts'
import { refuse as jobs } from './worker/contract.ts'

const refusers: readonly Pick<Refuser<string>, 'catalogue'>[] = [
  store,
  organizations,
  audit,
  catalog,
  consent,
  enterprises,
  records,
  relations,
  quality,
  ingestion,
  channels,
  asOf,
  scoring,
  profile,
  rules,
  products,
  decisions,
  sampleCity,
  realData,
  http,
  platform,
  jobs,
]

/** Every refusal of the platform; codes are unique over all rooms (a test holds it). */
export const refusalTable: readonly { code: string; entry: RefusalEntry }[] = refusers.flatMap(
  ({ catalogue }) => Object.entries(catalogue).map(([code, entry]) => ({ code, entry })),
)
