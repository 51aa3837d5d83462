import type { IndicatorTables } from '../../credit/indicators/index.ts'
import type { ScoringTables } from '../../credit/scoring/index.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import type { EnterpriseTables } from '../../information/enterprises/index.ts'
import type { AuditTables } from '../../trust/audit/index.ts'
import type { ConsentTables } from '../../trust/consent/index.ts'
import type { OrganizationTables } from '../../trust/organizations/index.ts'
import type { ProductTables } from '../products/index.ts'
import type { RuleTables } from '../rules/index.ts'
import type { OwnTables } from './store.ts'

/** What a decision touches. */
export type DecisionTables = OwnTables &
  RuleTables &
  ProductTables &
  ScoringTables &
  IndicatorTables &
  EnterpriseTables &
  ConsentTables &
  OrganizationTables &
  AuditTables

export type DecisionWork = UnitOfWork<DecisionTables>
