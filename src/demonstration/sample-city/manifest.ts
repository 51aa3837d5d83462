import type { Month } from '../../foundation/month.ts'
import type { CityFile } from './delivery/block-writer.ts'
import type { Format } from './delivery/table.ts'
import type { CityRecordType } from './emit.ts'
import type { PlantedFault } from './faulty-file.ts'
import type { Truth } from './truth-summary.ts'

/** A planted firm and what it shows. */
export interface FeaturedEnterprise {
  role: string
  uscc: string
  name: string
  zh: string
  en: string
}

/** What departments did to their rows on the way, and how many rows show it. */
export interface PlantedHabit {
  id: string
  recordType: CityRecordType
  /** The month of which, or from which on, where there is one. */
  month: Month | null
  rows: number
  zh: string
  en: string
}

/** What `manifest.json` says of a city. It is written last: a folder without it is not complete. */
export interface CityManifest {
  generator: string
  license: 'CC0-1.0'
  seed: string | number
  enterprises: number
  months: number
  firstMonth: Month
  lastMonth: Month
  /** `all`, or the month in which the rows became known, or `before` the first. */
  known: 'all' | 'before' | Month
  format: Format
  /** Without late rows, corrections and what else departments do. */
  clean: boolean
  rows: number
  bytes: number
  files: CityFile[]
  /** A file as it might be brought in by hand, with what is wrong with it; delivered by no source. Only with the whole city. */
  byHand: {
    recordType: CityRecordType
    file: string
    bytes: number
    digest: string
    faults: PlantedFault[]
  } | null
  /** The page that explains the data, beside the manifest. */
  readme: { file: string; bytes: number; digest: string }
  featured: FeaturedEnterprise[]
  habits: PlantedHabit[]
  truth: Truth
}
