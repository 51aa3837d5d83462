import { answerBulk } from '../../foundation/bulk.ts'
import { countLake, type LakeFigures, type LakeManifest } from './lake-figures.ts'

await answerBulk<LakeManifest, LakeFigures>(countLake)
