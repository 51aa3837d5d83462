import enApi from './en/api.json' with { type: 'json' }
import { sharedTexts } from './shared-texts.ts'
import zhApi from './zh-CN/api.json' with { type: 'json' }

/** The texts of the page that explains the API. */
export const apiTexts = {
  'zh-CN': { ...sharedTexts['zh-CN'], api: zhApi },
  en: { ...sharedTexts.en, api: enApi },
}
