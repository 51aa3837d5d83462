import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { refuse } from './contract.ts'

/** A delivered file of the study: what it holds and into which record type it goes. */
export interface StudyInput {
  id: 'labelled-firms' | 'unlabelled-firms' | `${'labelled' | 'unlabelled'}-${'purchase' | 'sale'}-invoices`
  file: string
  recordType: 'credit-outcome' | 'vat-invoice'
  zh: string
  en: string
}

const inputs: readonly (Omit<StudyInput, 'file'> & { stem: string })[] = [
  {
    id: 'labelled-firms',
    stem: 'labelled_enterprises.csv',
    recordType: 'credit-outcome',
    zh: '有标签企业',
    en: 'labelled firms',
  },
  {
    id: 'unlabelled-firms',
    stem: 'unlabelled_enterprises.csv',
    recordType: 'credit-outcome',
    zh: '无信贷记录的企业',
    en: 'unlabelled firms',
  },
  {
    id: 'labelled-purchase-invoices',
    stem: 'labelled_input_invoices.csv',
    recordType: 'vat-invoice',
    zh: '有标签企业的进项发票',
    en: 'purchase invoices of the labelled firms',
  },
  {
    id: 'labelled-sale-invoices',
    stem: 'labelled_output_invoices.csv',
    recordType: 'vat-invoice',
    zh: '有标签企业的销项发票',
    en: 'sales invoices of the labelled firms',
  },
  {
    id: 'unlabelled-purchase-invoices',
    stem: 'unlabelled_input_invoices.csv',
    recordType: 'vat-invoice',
    zh: '无信贷记录企业的进项发票',
    en: 'purchase invoices of the unlabelled firms',
  },
  {
    id: 'unlabelled-sale-invoices',
    stem: 'unlabelled_output_invoices.csv',
    recordType: 'vat-invoice',
    zh: '无信贷记录企业的销项发票',
    en: 'sales invoices of the unlabelled firms',
  },
]

/** Beside the repository, as the project's data are laid out; where that is not so, a folder must be named. */
export const defaultFolder = join(import.meta.dirname, '../../../../shared/data/cumcm2020c_invoices')

/** The files of a folder, plain or gzipped. A test folder needs the labelled ones alone. */
export function studyInputs(folder: string, wanted: 'all' | 'labelled'): StudyInput[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) refuse('study-folder-missing', { folder })
  return inputs
    .filter(({ id }) => wanted === 'all' || id.startsWith('labelled'))
    .map(({ stem, ...input }) => {
      const found = [stem, `${stem}.gz`].map((name) => join(folder, name)).find((file) => existsSync(file))
      return { ...input, file: found ?? refuse('study-file-missing', { folder, file: stem }) }
    })
}

/** Annex 3 is found by how its name begins. */
export function annexFile(folder: string): string {
  const name = readdirSync(folder).find((entry) => entry.startsWith('附件3') && entry.endsWith('.xlsx'))
  return name ? join(folder, name) : refuse('study-file-missing', { folder, file: '附件3*.xlsx' })
}

/** Eight hexadecimal digits of the digest of all files: names the source of a folder beside the first. */
export async function fingerprintOf(files: readonly StudyInput[]): Promise<string> {
  const hash = createHash('sha256')
  for (const { file } of files) {
    hash.update(basename(file))
    for await (const part of createReadStream(file)) hash.update(part as Buffer)
  }
  return hash.digest('hex').slice(0, 8)
}
