/** Something done that the audit log keeps, in the past tense: `consent-granted`. */
export interface Deed {
  kind: string
  /** What it was done to: an enterprise, a decision, a batch; the identifier. */
  subject: string
  /** JSON values only; no personal data in clear text. */
  detail: Readonly<Record<string, unknown>>
}
