import { answerBulk } from '../../foundation/bulk.ts'
import type { SegmentBuilt, SegmentManifest } from './segment-manifest.ts'
import { writeNextSegment } from './write-segment.ts'

await answerBulk<SegmentManifest, SegmentBuilt>(writeNextSegment)
