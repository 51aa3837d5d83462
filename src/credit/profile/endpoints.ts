import { endpoint } from '../../foundation/endpoint.ts'
import { readProfileContract } from './contract.ts'
import { readProfile } from './read-profile.ts'

export const profileEndpoints = [endpoint(readProfileContract, readProfile)]
