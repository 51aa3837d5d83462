import type { apiTexts } from './api-texts.ts'
import type { workTexts } from './work-texts.ts'

export type AllTexts = (typeof workTexts)['zh-CN'] & (typeof apiTexts)['zh-CN']

/** A key that the texts do not have does not compile. */
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: AllTexts }
  }
}
