import { endpoint } from '../../foundation/endpoint.ts'
import {
  findRelationPathContract,
  listRelationFindingsContract,
  readNeighborhoodContract,
  readOwnershipContract,
} from './contract.ts'
import { findRelationPath } from './find-relation-path.ts'
import { listRelationFindings } from './list-relation-findings.ts'
import { readNeighborhood } from './read-neighborhood.ts'
import { readOwnership } from './read-ownership.ts'

export const relationsEndpoints = [
  endpoint(readNeighborhoodContract, readNeighborhood),
  endpoint(findRelationPathContract, findRelationPath),
  endpoint(readOwnershipContract, readOwnership),
  endpoint(listRelationFindingsContract, listRelationFindings),
]
