import { courseEndpoint, endpoint } from '../../foundation/endpoint.ts'
import { acceptEvents, getEvent } from './accept-events.ts'
import { setChannelState } from './change-channel.ts'
import {
  acceptEventsContract,
  createChannelContract,
  getEventContract,
  listChannelRunsContract,
  listChannelsContract,
  pushRecordsContract,
  setChannelStateContract,
} from './contract.ts'
import { createChannel } from './create-channel.ts'
import { listChannelRuns, listChannels } from './list-channels.ts'
import { pushRecords } from './push-records.ts'

export const channelsEndpoints = [
  courseEndpoint(pushRecordsContract, pushRecords),
  endpoint(acceptEventsContract, acceptEvents),
  endpoint(getEventContract, getEvent),
  endpoint(createChannelContract, createChannel),
  endpoint(listChannelsContract, listChannels),
  endpoint(listChannelRunsContract, listChannelRuns),
  endpoint(setChannelStateContract, setChannelState),
]
