import { endpoint } from '../../foundation/endpoint.ts'
import { compareProfiles } from './compare-profiles.ts'
import { compareProfilesContract } from './comparison.contract.ts'
import { readProfileContract } from './contract.ts'
import { listProfileEventsContract } from './events.contract.ts'
import { readImprovementsContract } from './improvements.contract.ts'
import { listProfileEvents } from './list-events.ts'
import { readImprovements } from './read-improvements.ts'
import { readProfile } from './read-profile.ts'
import { readProfileSection } from './read-section.ts'
import { readProfileSectionContract } from './section.contract.ts'

export const profileEndpoints = [
  endpoint(readProfileContract, readProfile),
  endpoint(readProfileSectionContract, readProfileSection),
  endpoint(listProfileEventsContract, listProfileEvents),
  endpoint(compareProfilesContract, compareProfiles),
  endpoint(readImprovementsContract, readImprovements),
]
