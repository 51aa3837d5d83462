import { answerBulk } from '../../foundation/bulk.ts'
import { type RewriteManifest, type Rewritten, rewrite } from './rewrite.ts'

await answerBulk<RewriteManifest, Rewritten>(rewrite)
