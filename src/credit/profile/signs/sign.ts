import type { Tag } from '../contract.ts'
import type { SectionId } from '../section.contract.ts'
import type { Words } from '../sections/words.ts'
import type { Origin, Tone, Value } from '../value.contract.ts'

/** What records of several rows or types show only when they are put together; a single record is an event. */
export interface Sign {
  code: string
  section: SectionId
  /** The panel in which it is to be seen. */
  panel: string
  tone: Tone
  /** A few words beside the name. */
  tag: Words & { tone: Tag['tone'] }
  text: Words
  figure: Value
  on: string
  origin: Origin
}
