/** What the format of a number shows: a day, a month, a time of day, both of day and time, or just a number. */
export type NumberLook = 'number' | 'date' | 'month' | 'time' | 'moment'

/** Formats that have a number instead of a text (ECMA-376 part 1, 18.8.30, with those of Chinese spreadsheets). */
export function lookOfBuiltIn(id: number): NumberLook {
  if ((id >= 14 && id <= 16) || (id >= 27 && id <= 31) || id === 36) return 'date'
  if (id === 17 || id === 55 || id === 57 || id === 52) return 'month'
  if (id === 50 || id === 51 || id === 53 || id === 54 || id === 58) return 'date'
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) || id === 56) return 'time'
  return id === 22 ? 'moment' : 'number'
}

/** Of a format as text: what stands in quotes, in brackets or behind a backslash is decoration. */
export function lookOfFormat(format: string): NumberLook {
  const bare = format
    .split(';')[0]!
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .replace(/\[(?!h|m|s)[^\]]*\]/gi, '')
    .toLowerCase()
  if (/general|[#0?]/.test(bare.replace(/\.0+/g, '')) && !/[yd]/.test(bare)) return 'number'
  const day = /d/.test(bare)
  const year = /y/.test(bare)
  const time = /h|s/.test(bare)
  if ((year || day) && time) return 'moment'
  if (year && !day) return 'month'
  if (day) return 'date'
  return time ? 'time' : 'number'
}

/**
 * A number as it is stored, without the noise of binary fractions: a spreadsheet shows 15 digits (ECMA-376, 18.17.5),
 * and what it stores beyond them nobody typed. What is no finite number stays as it stands.
 */
export function numberText(stored: string): string {
  const value = Number(stored)
  if (stored.trim() === '' || !Number.isFinite(value)) return stored
  if (/^-?\d{1,15}$/.test(stored)) return stored
  const [digits, exponentText] = Number(value.toPrecision(15)).toExponential().split('e') as [string, string]
  const exponent = Number(exponentText)
  const sign = digits.startsWith('-') ? '-' : ''
  const plain = digits.replace(/[-.]/g, '')
  if (Math.abs(exponent) > 40) return stored
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${plain}`
  const whole = plain.slice(0, exponent + 1).padEnd(exponent + 1, '0')
  const fraction = plain.slice(exponent + 1)
  return `${sign}${whole}${fraction === '' ? '' : `.${fraction}`}`
}

const dayMs = 86_400_000
/** 9999-12-31, the last day that a spreadsheet knows. */
const serialMax = 2_958_466

/**
 * A date as ISO text. Serials count days from 1899-12-31, with a 29 February 1900 that never was and stays that
 * invalid day here; in the system of 1904 they count from 1904-01-01.
 */
export function dateText(stored: string, look: Exclude<NumberLook, 'number'>, since1904: boolean): string {
  const serial = Number(stored)
  if (!Number.isFinite(serial) || serial < 0 || serial >= serialMax) return numberText(stored)
  const seconds = Math.round((serial % 1) * 86_400)
  const whole = Math.floor(serial)
  if (look === 'time' && whole === 0) return clock(seconds)
  if (!since1904 && whole === 60) return '1900-02-29'
  const days = since1904 ? whole + 1462 : whole < 60 ? whole + 1 : whole
  const at = new Date(Date.UTC(1899, 11, 30) + days * dayMs + seconds * 1000)
  const iso = at.toISOString()
  if (look === 'month' && at.getUTCDate() === 1 && seconds === 0) return iso.slice(0, 7)
  return seconds === 0 ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${iso.slice(11, 19)}`
}

function clock(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':')
}
