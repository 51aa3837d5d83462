import { endpoint } from '../../foundation/endpoint.ts'
import { acceptEvents, getEvent } from './accept-events.ts'
import { setChannelState } from './change-channel.ts'
import {
  acceptEventsContract,
  createChannelContract,
  getEventContract,
  listChannelRunsContract,
  listChannelsContract,
  setChannelStateContract,
} from './contract.ts'
import { createChannel } from './create-channel.ts'
import { listChannelRuns, listChannels } from './list-channels.ts'

export const channelsEndpoints = [
  endpoint(acceptEventsContract, acceptEvents),
  endpoint(getEventContract, getEvent),
  endpoint(createChannelContract, createChannel),
  endpoint(listChannelsContract, listChannels),
  endpoint(listChannelRunsContract, listChannelRuns),
  endpoint(setChannelStateContract, setChannelState),
]
