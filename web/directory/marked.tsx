import { Fragment } from 'react'

/** A text with the words of a search marked in it. */
export function Marked({ text, part }: { text: string; part: string }) {
  const words = part.split(/\s+/).filter(Boolean)
  if (words.length === 0) return <>{text}</>
  const pattern = new RegExp(
    `(${words.map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`,
    'iu',
  )
  const pieces = text.split(pattern)
  return (
    <>
      {pieces.map((piece, place) =>
        // A piece has no name but its place: the text does not change under it.
        // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity of a piece.
        place % 2 === 1 ? <mark key={place}>{piece}</mark> : <Fragment key={place}>{piece}</Fragment>,
      )}
    </>
  )
}
