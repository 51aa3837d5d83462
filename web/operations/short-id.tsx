/** The end of an identifier: the beginnings of those that were made in the same hour are alike (RFC 9562, version 7). */
export function ShortId({ id }: { id: string }) {
  return (
    <span className="mono-code" title={id}>
      …{id.slice(-8)}
    </span>
  )
}
