/** A function that remembers its last answers: one place for all numbers that leave the same rest. */
export function keep<Answer>(places: number, reckon: (number: number) => Answer): (number: number) => Answer {
  const numbers = new Int32Array(places).fill(-1)
  const answers: (Answer | undefined)[] = new Array(places).fill(undefined)
  return (number) => {
    const place = number % places
    if (numbers[place] === number) return answers[place]!
    const answer = reckon(number)
    numbers[place] = number
    answers[place] = answer
    return answer
  }
}
