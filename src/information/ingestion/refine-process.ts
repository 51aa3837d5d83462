import { answerBulk } from '../../foundation/bulk.ts'
import { refine } from './refine.ts'
import type { Refined, RefineManifest } from './refine-manifest.ts'

await answerBulk<RefineManifest, Refined>(refine)
