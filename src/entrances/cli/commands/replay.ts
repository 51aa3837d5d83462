import type { UnitOfWork } from '../../../foundation/unit-of-work.ts'
import { type DecisionTables, replay as replayVerb } from '../../../lending/decisions/index.ts'
import type { Command } from '../command.ts'

export const replay: Command = {
  name: 'replay',
  usage: '<decision>',
  summary: { zh: '回放一项决策并逐字节比较', en: 'Reckon a decision again and compare byte by byte' },
  positionals: { min: 1, max: 1 },
  run: async (session, given) => {
    const result = await session.work((work: UnitOfWork<DecisionTables>) =>
      replayVerb(work, { decision: given.positionals[0]! }),
    )
    const verdict = result.identical
      ? session.say({ zh: '✓ 完全一致', en: '✓ identical' })
      : session.say({ zh: '✗ 不一致', en: '✗ not identical' })
    const differences = result.differences.map(
      (difference) => `  ${difference.path}: ${difference[session.language]}`,
    )
    const text = [`${verdict}  ${result.digest}`, ...differences].join('\n')
    return result.identical ? { json: result, text } : { json: result, text, exitCode: 4 }
  },
}
