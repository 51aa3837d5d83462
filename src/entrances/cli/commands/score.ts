import { getScore, type ScoringTables } from '../../../credit/scoring/index.ts'
import type { UnitOfWork } from '../../../foundation/unit-of-work.ts'
import { type Command, requiredOption } from '../command.ts'
import { sheet, table } from '../table.ts'

export const score: Command = {
  name: 'score',
  usage: '<identifier> --as-of YYYY-MM',
  summary: {
    zh: '企业信用评分：分、等级、因子与原因',
    en: 'The credit score: points, grade, factors and reasons',
  },
  options: { 'as-of': { type: 'string' } },
  required: ['as-of'],
  positionals: { min: 1, max: 1 },
  run: async (session, given) => {
    const answer = await session.work((work: UnitOfWork<ScoringTables>) =>
      getScore(work, { enterprise: given.positionals[0]!, asOf: requiredOption(given, 'as-of') }),
    )
    if (answer.notScored !== null)
      return {
        json: answer,
        text: `${session.say({ zh: '未评分', en: 'not scored' })}: ${answer.notScored[session.language]}`,
      }
    const head = sheet([
      [session.say({ zh: '评分', en: 'score' }), `${answer.score}  ${answer.grade}`],
      [
        session.say({ zh: '违约概率', en: 'probability of default' }),
        `${((answer.probabilityOfDefault ?? 0) * 100).toFixed(2)} %`,
      ],
      [session.say({ zh: '评分卡', en: 'scorecard' }), `${answer.scorecard.id} v${answer.scorecard.version}`],
    ])
    const factors = table(
      [{ id: 'base', zh: '基础分', en: 'base', points: answer.base ?? 0 }, ...answer.factors],
      [
        { title: session.say({ zh: '因子', en: 'factor' }), value: (factor) => factor[session.language] },
        {
          title: session.say({ zh: '分', en: 'points' }),
          value: ({ points }) => points.toFixed(2),
          align: 'right',
        },
      ],
    )
    const reasons = answer.reasons.map(
      (reason) => `  −${reason.pointsLost.toFixed(1)}  ${reason[session.language]}`,
    )
    return {
      json: answer,
      text: [head, factors, session.say({ zh: '主要扣分项', en: 'where points were lost' }), ...reasons].join(
        '\n\n',
      ),
    }
  },
}
