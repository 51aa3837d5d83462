import enApi from './en/api.json' with { type: 'json' }
import enConsent from './en/consent.json' with { type: 'json' }
import enDecision from './en/decision.json' with { type: 'json' }
import enOperations from './en/operations.json' with { type: 'json' }
import enProfile from './en/profile.json' with { type: 'json' }
import enShell from './en/shell.json' with { type: 'json' }
import enStates from './en/states.json' with { type: 'json' }
import zhApi from './zh-CN/api.json' with { type: 'json' }
import zhConsent from './zh-CN/consent.json' with { type: 'json' }
import zhDecision from './zh-CN/decision.json' with { type: 'json' }
import zhOperations from './zh-CN/operations.json' with { type: 'json' }
import zhProfile from './zh-CN/profile.json' with { type: 'json' }
import zhShell from './zh-CN/shell.json' with { type: 'json' }
import zhStates from './zh-CN/states.json' with { type: 'json' }

export const chinese = {
  shell: zhShell,
  states: zhStates,
  profile: zhProfile,
  decision: zhDecision,
  consent: zhConsent,
  operations: zhOperations,
  api: zhApi,
}

export const english = {
  shell: enShell,
  states: enStates,
  profile: enProfile,
  decision: enDecision,
  consent: enConsent,
  operations: enOperations,
  api: enApi,
}

/** A key that the texts do not have does not compile. */
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: typeof chinese }
  }
}
