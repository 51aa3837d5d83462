import type { apiTexts } from './api-texts.ts'
import type { workTexts } from './work-texts.ts'

export type AllTexts = (typeof workTexts)['zh-CN'] & (typeof apiTexts)['zh-CN']

type KeyOf<Texts> = {
  [Name in keyof Texts & string]: Texts[Name] extends string ? Name : `${Name}.${KeyOf<Texts[Name]>}`
}[keyof Texts & string]

/** `shell.signIn.title`. A key that the texts do not have does not compile. */
export type TextKey = KeyOf<AllTexts>
