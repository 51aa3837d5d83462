import { endpoint } from '../../foundation/endpoint.ts'
import { readProfileContract } from './contract.ts'
import { readProfile } from './read-profile.ts'
import type { ProfileTables } from './tables.ts'

export const profileEndpoints = [
  endpoint<ProfileTables, typeof readProfileContract.input, typeof readProfileContract.output>(
    readProfileContract,
    readProfile,
  ),
]
