/** What holds between the rows of a city, said for who uses the data. Each line is held by a test of this room. */
export const cityIdentities: readonly string[] = [
  'An invoice adds up: `total` = `amount` + `tax`, to the fen.',
  'A sale between two firms of the city is the same invoice in the rows of both: number, day, amounts, status.',
  'Insured people: `headcount` = that of the month before + `hires` − `leaves`.',
  'Nobody is in default before the first month; of who comes into default two in five are restructured, most others closed.',
  'A movement with purpose `own-transfer` is between two accounts of the same firm: it is neither income nor expense.',
]
