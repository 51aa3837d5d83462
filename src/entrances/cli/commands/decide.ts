import { formatYuan, parseYuan } from '../../../foundation/money.ts'
import type { UnitOfWork } from '../../../foundation/unit-of-work.ts'
import { refuse } from '../../../lending/decisions/contract.ts'
import { type DecisionTables, decide as decideVerb } from '../../../lending/decisions/index.ts'
import { type Command, option, requiredOption, WrongUsage } from '../command.ts'
import { sheet, table } from '../table.ts'

export const decide: Command = {
  name: 'decide',
  usage:
    '<identifier> --bank ID --product ID --amount YUAN [--term MONTHS] [--as-of YYYY-MM] [--idempotency-key K]',
  summary: { zh: '即时信贷决策', en: 'Decide on a loan at once' },
  options: {
    bank: { type: 'string' },
    product: { type: 'string' },
    amount: { type: 'string' },
    term: { type: 'string' },
    'as-of': { type: 'string' },
    'idempotency-key': { type: 'string' },
  },
  required: ['bank', 'product', 'amount'],
  positionals: { min: 1, max: 1 },
  run: async (session, given) => {
    const written = requiredOption(given, 'amount')
    const amount = parseYuan(written) ?? refuse('amount-malformed', { amount: written })
    const [asOf, idempotencyKey, term] = [
      option(given, 'as-of'),
      option(given, 'idempotency-key'),
      option(given, 'term'),
    ]
    if (term !== undefined && !/^\d{1,3}$/.test(term)) throw new WrongUsage(`--term ${term}`)
    const decision = await session.work((work: UnitOfWork<DecisionTables>) =>
      decideVerb(work, {
        enterprise: given.positionals[0]!,
        bank: requiredOption(given, 'bank'),
        product: requiredOption(given, 'product'),
        amountFen: amount.toString(),
        ...(term === undefined ? {} : { termMonths: Number(term) }),
        ...(asOf === undefined ? {} : { asOf }),
        ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
      }),
    )
    const yuan = (fen: string | null) => (fen === null ? '–' : formatYuan(BigInt(fen)))
    const rate = decision.rateBps === null ? '–' : `${(decision.rateBps / 100).toFixed(2)} %`
    const head = sheet([
      [session.say({ zh: '决策', en: 'decision' }), decision.decision],
      [session.say({ zh: '结果', en: 'outcome' }), decision.outcome],
      [session.say({ zh: '额度（元）', en: 'limit (yuan)' }), yuan(decision.creditLimitFen)],
      [session.say({ zh: '年化利率（单利）', en: 'annual rate' }), rate],
      [session.say({ zh: '评分', en: 'score' }), `${decision.score ?? '–'} ${decision.grade ?? ''}`],
      ['digest', decision.digest],
    ])
    const reasons = decision.reasons.map((reason) => `  · ${reason[session.language]}  [${reason.code}]`)
    const rules = table(decision.rules, [
      {
        title: '',
        value: ({ verdict }) => (verdict === 'passed' ? '✓' : verdict === 'adjusted' ? '~' : '✗'),
      },
      { title: session.say({ zh: '规则', en: 'rule' }), value: ({ id }) => id },
      {
        title: session.say({ zh: '依据', en: 'because' }),
        value: ({ because }) =>
          String(
            typeof because === 'object' ? (because as Record<string, string>)[session.language] : because,
          ),
      },
    ])
    return { json: decision, text: [head, reasons.join('\n'), rules].join('\n\n') }
  },
}
