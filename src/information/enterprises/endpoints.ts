import { endpoint } from '../../foundation/endpoint.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import {
  getEnterpriseContract,
  identityHistoryContract,
  listIdentitySuggestionsContract,
  orderLinkageContract,
  proposeMergeContract,
  proposeSplitContract,
  proposeUndoContract,
  reviewSuggestionContract,
} from './contract.ts'
import { getEnterprise } from './get-enterprise.ts'
import { listSuggestions } from './list-suggestions.ts'
import { orderLinkage } from './order-linkage.ts'
import { proposeMerge, proposeSplit, proposeUndo } from './propose.ts'
import { readIdentityHistory } from './read-identity-history.ts'
import { reviewSuggestion } from './review-suggestion.ts'
import type { EnterpriseTables } from './store.ts'

export const enterprisesEndpoints = [
  endpoint(getEnterpriseContract, (work: UnitOfWork<EnterpriseTables>, { enterprise, on }) =>
    getEnterprise(work, enterprise, on),
  ),
  endpoint(identityHistoryContract, readIdentityHistory),
  endpoint(listIdentitySuggestionsContract, listSuggestions),
  endpoint(orderLinkageContract, orderLinkage),
  endpoint(proposeMergeContract, proposeMerge),
  endpoint(proposeSplitContract, proposeSplit),
  endpoint(proposeUndoContract, proposeUndo),
  endpoint(reviewSuggestionContract, reviewSuggestion),
]
