import { endpoint } from '../../foundation/endpoint.ts'
import { readProfileContract } from './contract.ts'
import { readProfile } from './read-profile.ts'
import { readProfileSection } from './read-section.ts'
import { readProfileSectionContract } from './section.contract.ts'

export const profileEndpoints = [
  endpoint(readProfileContract, readProfile),
  endpoint(readProfileSectionContract, readProfileSection),
]
