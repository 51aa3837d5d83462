import enDecision from './en/decision.json' with { type: 'json' }
import enDeliveries from './en/deliveries.json' with { type: 'json' }
import enDirectory from './en/directory.json' with { type: 'json' }
import enIdentity from './en/identity.json' with { type: 'json' }
import enLineage from './en/lineage.json' with { type: 'json' }
import enOperations from './en/operations.json' with { type: 'json' }
import enProfile from './en/profile.json' with { type: 'json' }
import enProposals from './en/proposals.json' with { type: 'json' }
import enQuality from './en/quality.json' with { type: 'json' }
import enRelations from './en/relations.json' with { type: 'json' }
import { sharedTexts } from './shared-texts.ts'
import zhDecision from './zh-CN/decision.json' with { type: 'json' }
import zhDeliveries from './zh-CN/deliveries.json' with { type: 'json' }
import zhDirectory from './zh-CN/directory.json' with { type: 'json' }
import zhIdentity from './zh-CN/identity.json' with { type: 'json' }
import zhLineage from './zh-CN/lineage.json' with { type: 'json' }
import zhOperations from './zh-CN/operations.json' with { type: 'json' }
import zhProfile from './zh-CN/profile.json' with { type: 'json' }
import zhProposals from './zh-CN/proposals.json' with { type: 'json' }
import zhQuality from './zh-CN/quality.json' with { type: 'json' }
import zhRelations from './zh-CN/relations.json' with { type: 'json' }

/** The texts of the pages of banks and of the operator. */
export const workTexts = {
  'zh-CN': {
    ...sharedTexts['zh-CN'],
    profile: { ...sharedTexts['zh-CN'].profile, ...zhProfile },
    decision: zhDecision,
    operations: zhOperations,
    deliveries: zhDeliveries,
    identity: zhIdentity,
    directory: zhDirectory,
    proposals: zhProposals,
    quality: zhQuality,
    lineage: zhLineage,
    relations: zhRelations,
  },
  en: {
    ...sharedTexts.en,
    profile: { ...sharedTexts.en.profile, ...enProfile },
    decision: enDecision,
    operations: enOperations,
    deliveries: enDeliveries,
    identity: enIdentity,
    directory: enDirectory,
    proposals: enProposals,
    quality: enQuality,
    lineage: enLineage,
    relations: enRelations,
  },
}
