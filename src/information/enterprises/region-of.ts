import { resolveRegion } from '../../trust/catalog/index.ts'

export interface RegionOf {
  region: string | null
  /** Read from the code, because no record says a region: where the enterprise was first registered. */
  regionDerived: boolean
}

/** The region that is stated, or the one in the places 3 to 8 of the USCC (GB 32100-2015, 4.3) when it is known. */
export function regionOf(stated: string | null, uscc: string | null): RegionOf {
  if (stated !== null || uscc === null) return { region: stated, regionDerived: false }
  const code = uscc.slice(2, 8)
  const isKnown = resolveRegion(code).path.length > 0
  return { region: isKnown ? code : null, regionDerived: isKnown }
}
