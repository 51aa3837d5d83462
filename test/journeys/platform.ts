import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Platform, startPlatform } from '../../src/entrances/platform/start-platform.ts'

/** A whole platform with a small sample city in a folder of its own, for journeys; `close` leaves nothing behind. */
export async function startTestPlatform(
  options: { withWeb?: boolean; enterprises?: number } = {},
): Promise<Platform> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'sanxin-journey-'))
  const platform = await startPlatform({
    dataFolder,
    port: 0,
    demonstration: true,
    enterprises: options.enterprises ?? 200,
    seed: 'journey',
    withWeb: options.withWeb ?? false,
    requestsPerMinuteMax: 100_000,
  })
  return {
    ...platform,
    close: async () => {
      await platform.close()
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}

/** A client of the API with the cookie of one account; an answer other than 2xx comes back with its status and problem. */
export async function signedIn(platform: Platform, account: string) {
  const { password } = platform.accounts.find((entry) => entry.account === account)!
  const session = await fetch(`${platform.address}/v1/sessions`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ account, password }),
  })
  const cookie = session.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  return caller(platform.address, { cookie })
}

export interface Answer {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: a journey looks into answers of every shape; the contracts are checked elsewhere
  body: any
}

export function caller(address: string, headers: Record<string, string>) {
  const call = async (path: string, init: RequestInit): Promise<Answer> => {
    const answer = await fetch(`${address}${path}`, {
      ...init,
      headers: { ...headers, ...(init.headers as Record<string, string>) },
    })
    return { status: answer.status, body: await answer.json() }
  }
  return {
    get: (path: string) => call(path, {}),
    text: async (path: string) => {
      const answer = await fetch(`${address}${path}`, { headers })
      return { type: answer.headers.get('content-type'), text: await answer.text() }
    },
    post: (path: string, body: unknown = {}, more: Record<string, string> = {}) =>
      call(path, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'Content-Type': 'application/json', ...more },
      }),
  }
}
