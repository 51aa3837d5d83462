import type { LinkageRow } from '../../src/demonstration/sample-city/linkage-set.ts'
import { maskPersonalName } from '../../src/information/enterprises/index.ts'
import type { LinkageRecord } from '../../src/information/enterprises/linkage/description.ts'

/** A row of the labelled set as the platform keeps it: the person masked, and the code held back, which would tell. */
export function recordOf(row: LinkageRow): LinkageRecord {
  return {
    id: row.id,
    names: [row.name, ...row.formerNames],
    region: row.region,
    legalRepresentative: row.representative === null ? null : maskPersonalName(row.representative),
    registeredCapitalFen: row.capitalYuan === null ? null : BigInt(row.capitalYuan) * 100n,
    establishedOn: row.establishedOn,
    address: row.address,
  }
}
