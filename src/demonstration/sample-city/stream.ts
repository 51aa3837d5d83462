/**
 * Random numbers of the city. Everything is reckoned from (seed, number) again wherever it is needed, so streams are
 * begun millions of times: a stream is seeded by integer hashing, in 32-bit arithmetic, without a single text.
 */

/** The finalizer of MurmurHash3 (Appleby): every bit of the input moves every bit of the output. */
export function mix(bits: number): number {
  let hash = bits ^ (bits >>> 16)
  hash = Math.imul(hash, 0x85ebca6b)
  hash ^= hash >>> 13
  hash = Math.imul(hash, 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}

/** One 32-bit integer from a key and up to three numbers. */
export function hashOf(key: number, first: number, second = 0, third = 0): number {
  let hash = mix(key ^ Math.imul(first, 0x9e3779b1))
  hash = mix((hash + Math.imul(second, 0x85ebca77) + 0x165667b1) | 0)
  return mix((hash ^ Math.imul(third, 0xc2b2ae3d)) + 0x27d4eb2f)
}

/** A uniform number in [0, 1) from a key and up to three numbers, for a single draw. */
export function unitOf(key: number, first: number, second = 0, third = 0): number {
  return (hashOf(key, first, second, third) >>> 0) / 4294967296
}

/** The key of a seed: FNV-1a over its text. */
export function keyOf(seed: string | number): number {
  let hash = 2166136261
  for (const character of String(seed)) hash = Math.imul(hash ^ character.codePointAt(0)!, 16777619)
  return mix(hash)
}

/** sfc32 (foundation/random.ts says whose) that can be begun anew; one object serves all firms in turn. */
export class Stream {
  #a = 0
  #b = 0
  #c = 0
  #counter = 1

  /** Begins the stream of a firm, a part of its life, and perhaps a month or partner. */
  start(key: number, first: number, second = 0, third = 0): this {
    this.#a = hashOf(key, first, second, third)
    this.#b = mix(this.#a + 0x9e3779b9)
    this.#c = mix(this.#b ^ 0x243f6a88)
    this.#counter = 1
    for (let round = 0; round < 3; round++) this.next()
    return this
  }

  /** Uniform in [0, 1). */
  next(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#counter) | 0
    this.#counter = (this.#counter + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0
    return (sum >>> 0) / 4294967296
  }

  /** A whole number below the bound. */
  below(bound: number): number {
    return Math.floor(this.next() * bound)
  }

  /** A standard normal deviate. */
  normal(): number {
    return normalQuantile(this.next() + 1 / 8589934592)
  }
}

/**
 * Inverse of the standard normal distribution function: P. J. Acklam's rational approximation, relative error below
 * 1.15e-9. It is arithmetic but for the logarithm in the outer 5 % of the cases.
 */
export function normalQuantile(probability: number): number {
  if (probability < 0.02425) return tail(Math.sqrt(-2 * Math.log(probability)))
  if (probability > 0.97575) return -tail(Math.sqrt(-2 * Math.log(1 - probability)))
  const q = probability - 0.5
  const r = q * q
  return (
    ((((((-39.69683028665376 * r + 220.9460984245205) * r - 275.9285104469687) * r + 138.357751867269) * r -
      30.66479806614716) *
      r +
      2.506628277459239) *
      q) /
    (((((-54.47609879822406 * r + 161.5858368580409) * r - 155.6989798598866) * r + 66.80131188771972) * r -
      13.28068155288572) *
      r +
      1)
  )
}

function tail(q: number): number {
  return (
    (((((-0.007784894002430293 * q - 0.3223964580411365) * q - 2.400758277161838) * q - 2.549732539343734) *
      q +
      4.374664141464968) *
      q +
      2.938163982698783) /
    ((((0.007784695709041462 * q + 0.3224671290700398) * q + 2.445134137142996) * q + 3.754408661907416) * q +
      1)
  )
}
