/** `收支流水：账户收支、银行账户。授权未覆盖…`: the state stands in a chip above, so that its sentence is left out. */
export function withoutState(text: string): string {
  return text.split(/。|\. /, 1)[0] ?? text
}
