import { pinyin } from 'pinyin-pro'
import { headOfficeName } from '../kind.ts'
import { normalizeName } from '../normalize-name.ts'
import { pairCodes } from './similarity.ts'

/** How a source describes an enterprise; what it does not say is null. Persons come masked. */
export interface LinkageRecord {
  id: string
  /** The present name first, then former ones. */
  names: readonly string[]
  region: string | null
  legalRepresentative: string | null
  registeredCapitalFen: bigint | null
  establishedOn: string | null
  address: string | null
}

export interface DescribedName {
  /** As normalizeName gives it. */
  normal: string
  /** Without the legal form at its end. */
  core: string
  pairs: Int32Array
  /** Squared weights of the pairs and the root of their sum; set when the frequencies are known. */
  weights: Float64Array
  norm: number
}

/** A record made ready to be compared a thousand times. */
export interface Description {
  id: string
  names: DescribedName[]
  isBranch: boolean
  region: string
  person: string
  capital: string
  /** Days since 1970; NaN when unknown. */
  establishedDay: number
  establishedOn: string
  address: string
  addressPairs: Int32Array
}

const legalForm = /(股份有限公司|集团有限公司|有限公司|公司|合伙企业|有限合伙|普通合伙)$/
const addressNoise = /[\s()（）\-—－,，.。、#号室楼栋幢座]/g

export function describe(record: LinkageRecord): Description {
  const names = [...new Set(record.names.map(normalizeName))]
    .filter((normal) => normal !== '')
    .map((normal) => {
      const core = normal.replace(legalForm, '') || normal
      const pairs = pairCodes(core)
      return { normal, core, pairs, weights: new Float64Array(pairs.length), norm: 0 }
    })
  const address = (record.address ?? '').normalize('NFKC').replace(addressNoise, '')
  const established = record.establishedOn ?? ''
  return {
    id: record.id,
    names,
    isBranch: names[0] !== undefined && headOfficeName(names[0].normal) !== undefined,
    region: record.region ?? '',
    person: record.legalRepresentative ?? '',
    capital: record.registeredCapitalFen === null ? '' : String(record.registeredCapitalFen),
    establishedDay: established === '' ? Number.NaN : Date.parse(established) / 86_400_000,
    establishedOn: established,
    address,
    addressPairs: pairCodes(address),
  }
}

const initials = new Map<string, string>()

/** First letters of the syllables: what stays when a character is taken for another of the same sound. */
export function pinyinInitials(text: string): string {
  let letters = ''
  for (const character of text) {
    let letter = initials.get(character)
    if (letter === undefined) {
      letter = pinyin(character, { pattern: 'first', toneType: 'none' })
      initials.set(character, letter)
    }
    letters += letter
  }
  return letters
}
