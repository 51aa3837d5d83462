/** The codes of a field that says yes or no, in both languages, as a proposal carries them. */
export const truthCodes = [
  { code: 'true', zh: '是', en: 'Yes', synonyms: ['1', 'Y'] },
  { code: 'false', zh: '否', en: 'No', synonyms: ['0', 'N'] },
]
