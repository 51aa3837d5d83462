import { answerBulk } from '../../foundation/bulk.ts'
import { type Share, type Written, writeBlocks } from './write-blocks.ts'

await answerBulk<Share, Written>((share, progress) =>
  writeBlocks(share, (firms) => progress({ stage: 'sample-city', done: firms })),
)
