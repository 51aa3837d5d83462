/**
 * Channels: the ways in besides a file that somebody hands over. Watched folders, databases that are asked, single
 * events that are pushed. A channel carries and remembers how far it came; it checks nothing and keeps no record:
 * everything goes through ingestion. Invariant: what was accepted is carried until ingestion has answered for it,
 * and what is carried twice has effect once.
 */
export { acceptEvents, getEvent } from './accept-events.ts'
export { carryEvents } from './carry-events.ts'
export { setChannelState } from './change-channel.ts'
export { createChannel } from './create-channel.ts'
export { channelsEndpoints } from './endpoints.ts'
export { listChannelRuns, listChannels } from './list-channels.ts'
export { pullChannels } from './pull-channels.ts'
export { pushRecords } from './push-records.ts'
export type { ChannelsTables } from './store.ts'
export { type Sightings, watchFolders } from './watch-folders.ts'
