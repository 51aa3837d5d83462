import { answerBulk } from '../../foundation/bulk.ts'
import { type Composed, type ComposeManifest, compose } from './bulk-steps.ts'

await answerBulk<ComposeManifest, Composed>(compose)
