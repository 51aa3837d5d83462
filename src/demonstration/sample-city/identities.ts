/** What holds between the rows of a city, said for who uses the data. Each line is held by a test of this room. */
export const cityIdentities: readonly string[] = [
  'An invoice adds up: `total` = `amount` + `tax`, to the fen.',
  'A sale between two firms of the city is the same invoice in the rows of both: number, day, amounts, status.',
  'Insured people: `headcount` = that of the month before + `hires` − `leaves`.',
]
