import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'
import { answerBulk } from '../../foundation/bulk.ts'
import type { Refined, RefineManifest } from './refine-manifest.ts'

// Half of a cold start is the compilation of what is imported. What is compiled lies beside the dependencies: who may
// write there may change the code itself. Where nobody may, the start is as slow as it was.
enableCompileCache(fileURLToPath(new URL('../../../node_modules/.cache/sanxin-compiled', import.meta.url)))
const { refine } = await import('./refine.ts')

await answerBulk<RefineManifest, Refined>(refine)
