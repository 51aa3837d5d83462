import { answerBulk } from '../../foundation/bulk.ts'
import { type Extracted, type ExtractManifest, extract } from './bulk-steps.ts'

await answerBulk<ExtractManifest, Extracted>(extract)
