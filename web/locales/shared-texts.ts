import enConsent from './en/consent.json' with { type: 'json' }
import enCredit from './en/credit.json' with { type: 'json' }
import enShell from './en/shell.json' with { type: 'json' }
import enStates from './en/states.json' with { type: 'json' }
import zhConsent from './zh-CN/consent.json' with { type: 'json' }
import zhCredit from './zh-CN/credit.json' with { type: 'json' }
import zhShell from './zh-CN/shell.json' with { type: 'json' }
import zhStates from './zh-CN/states.json' with { type: 'json' }

/** The texts that every entry needs; all that the phone's pages have to fetch. Of the profile: the score and its reasons. */
export const sharedTexts = {
  'zh-CN': { shell: zhShell, states: zhStates, profile: zhCredit, consent: zhConsent },
  en: { shell: enShell, states: enStates, profile: enCredit, consent: enConsent },
}
