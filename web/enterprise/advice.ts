/** What an enterprise can do about a deduction, by the subject that the code of the reason names. */
export type Advice = 'staff' | 'tax' | 'debt' | 'spread' | 'steady' | 'cover'

const subjects: readonly (readonly [RegExp, Advice])[] = [
  [/head|leave|hire|social|\bss[._-]/, 'staff'],
  [/loan|overdue|debt|repay|lender|balance|arrear|credit/, 'debt'],
  [/cust|supp|counterpart|hhi|top\d|retention|share/, 'spread'],
  [/tax/, 'tax'],
  [/inv|sales|purchase|void|red|gap|active|margin/, 'steady'],
]

/** One piece of advice a subject, in the order of the reasons, so that the dearest deduction is answered first. */
export function adviceFor(codes: readonly string[]): Advice[] {
  const found = codes.map((code) => subjects.find(([pattern]) => pattern.test(code))?.[1] ?? 'cover')
  return [...new Set(found)]
}
