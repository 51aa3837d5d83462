import enDecision from './en/decision.json' with { type: 'json' }
import enOperations from './en/operations.json' with { type: 'json' }
import { sharedTexts } from './shared-texts.ts'
import zhDecision from './zh-CN/decision.json' with { type: 'json' }
import zhOperations from './zh-CN/operations.json' with { type: 'json' }

/** The texts of the pages of banks and of the operator. */
export const workTexts = {
  'zh-CN': { ...sharedTexts['zh-CN'], decision: zhDecision, operations: zhOperations },
  en: { ...sharedTexts.en, decision: enDecision, operations: enOperations },
}
