import type { Command } from './command.ts'

/** Each command is loaded when it is called: `help` or `search` does not pay for what `start` needs. */
export const registry: Record<string, () => Promise<Command>> = {
  start: async () => (await import('./commands/start.ts')).start,
  ingest: async () => (await import('./commands/ingest.ts')).ingest,
  withdraw: async () => (await import('./commands/batches.ts')).withdraw,
  batches: async () => (await import('./commands/batches.ts')).batches,
  'originals purge': async () => (await import('./commands/originals-purge.ts')).originalsPurge,
  quarantine: async () => (await import('./commands/quarantine.ts')).quarantine,
  'record-types': async () => (await import('./commands/record-types.ts')).recordTypes,
  directory: async () => (await import('./commands/directory.ts')).directory,
  sources: async () => (await import('./commands/directory.ts')).sources,
  'catalog propose': async () => (await import('./commands/catalog.ts')).catalogPropose,
  'catalog approve': async () => (await import('./commands/catalog.ts')).catalogApprove,
  'catalog reject': async () => (await import('./commands/catalog.ts')).catalogReject,
  'catalog proposals': async () => (await import('./commands/catalog.ts')).catalogProposals,
  quality: async () => (await import('./commands/quality.ts')).quality,
  held: async () => (await import('./commands/held.ts')).held,
  'held release': async () => (await import('./commands/held.ts')).heldRelease,
  'held reject': async () => (await import('./commands/held.ts')).heldReject,
  cases: async () => (await import('./commands/quality.ts')).cases,
  search: async () => (await import('./commands/search.ts')).search,
  'search-index': async () => (await import('./commands/search-index.ts')).searchIndex,
  records: async () => (await import('./commands/records.ts')).records,
  'records history': async () => (await import('./commands/records.ts')).recordsHistory,
  snapshot: async () => (await import('./commands/snapshot.ts')).snapshot,
  'snapshot verify': async () => (await import('./commands/snapshot.ts')).snapshotVerify,
  'lake status': async () => (await import('./commands/lake.ts')).lakeStatus,
  'lake compact': async () => (await import('./commands/lake.ts')).lakeCompact,
  relations: async () => (await import('./commands/relations.ts')).relations,
  'relations path': async () => (await import('./commands/relations.ts')).relationsPath,
  'relations owners': async () => (await import('./commands/relations.ts')).relationsOwners,
  'relations rebuild': async () => (await import('./commands/relations.ts')).relationsRebuild,
  enterprise: async () => (await import('./commands/enterprise.ts')).enterprise,
  'identity suggestions': async () => (await import('./commands/identity.ts')).identitySuggestions,
  'identity merge': async () => (await import('./commands/identity.ts')).identityMerge,
  'identity split': async () => (await import('./commands/identity.ts')).identitySplit,
  'identity undo': async () => (await import('./commands/identity.ts')).identityUndo,
  'identity review': async () => (await import('./commands/identity.ts')).identityReview,
  'identity history': async () => (await import('./commands/identity.ts')).identityHistory,
  'identity link': async () => (await import('./commands/identity.ts')).identityLink,
  indicators: async () => (await import('./commands/indicators.ts')).indicators,
  'indicators catalogue': async () =>
    (await import('./commands/indicators-catalogue.ts')).indicatorsCatalogue,
  'indicators refresh': async () => (await import('./commands/indicators-refresh.ts')).indicatorsRefresh,
  score: async () => (await import('./commands/score.ts')).score,
  'scorecard fit': async () => (await import('./commands/scorecard-fit.ts')).scorecardFit,
  'scorecard apply': async () => (await import('./commands/scorecard-apply.ts')).scorecardApply,
  decide: async () => (await import('./commands/decide.ts')).decide,
  replay: async () => (await import('./commands/replay.ts')).replay,
  verify: async () => (await import('./commands/verify.ts')).verify,
  'consent grant': async () => (await import('./commands/consent.ts')).consentGrant,
  'consent revoke': async () => (await import('./commands/consent.ts')).consentRevoke,
  'consent list': async () => (await import('./commands/consent.ts')).consentList,
  city: async () => (await import('./commands/city.ts')).city,
  channels: async () => (await import('./commands/channels.ts')).channels,
  'channels add': async () => (await import('./commands/channels.ts')).channelsAdd,
  'channels pause': async () => (await import('./commands/channels.ts')).channelsPause,
  'channels resume': async () => (await import('./commands/channels.ts')).channelsResume,
  'real-data enterprise-cn': async () => (await import('./commands/real-data-registry.ts')).realDataRegistry,
  'real-data compare-city': async () =>
    (await import('./commands/real-data-comparison.ts')).realDataComparison,
  'real-data cumcm2020c': async () => (await import('./commands/real-data.ts')).realDataCumcm,
}

/** The command that the first one or two words name, and the words that are left. */
export function findCommand(words: readonly string[]): { name: string; rest: string[] } | undefined {
  for (const length of [2, 1]) {
    const name = words.slice(0, length).join(' ')
    if (words.length >= length && name in registry) return { name, rest: words.slice(length) }
  }
  return undefined
}
