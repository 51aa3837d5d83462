import { parseArgs } from 'node:util'

/** Who looks at a running server, and at which enterprises. */
export interface Visit {
  address: string
  /** Account and the cookie of its session. */
  visitors: { account: string; cookie: string }[]
  /** Internal identifiers, in the order of the command line. */
  enterprises: string[]
  rest: Record<string, string | undefined>
}

/**
 * `--address URL --sign-in ACCOUNT=PASSWORD … --enterprise NAME-OR-CODE …`: the server is running already, and its
 * terminal says the passwords. Further options are handed back.
 */
export async function visitFromArguments(
  parameters: readonly string[],
  further: readonly string[],
): Promise<Visit> {
  const { values } = parseArgs({
    args: [...parameters],
    options: {
      address: { type: 'string', default: 'http://127.0.0.1:4180' },
      'sign-in': { type: 'string', multiple: true, default: [] },
      enterprise: { type: 'string', multiple: true, default: [] },
      ...Object.fromEntries(further.map((name) => [name, { type: 'string' as const }])),
    },
  })
  const { address, 'sign-in': accounts, enterprise, ...rest } = values
  if (accounts.length === 0) throw new Error('name at least one --sign-in ACCOUNT=PASSWORD')
  const visitors = []
  for (const one of accounts) {
    const [account = '', ...password] = one.split('=')
    visitors.push({ account, cookie: await signIn(address, account, password.join('=')) })
  }
  const enterprises = []
  for (const text of enterprise) enterprises.push(await findEnterprise(address, visitors, text))
  return { address, visitors, enterprises, rest: rest as Record<string, string | undefined> }
}

async function signIn(address: string, account: string, password: string): Promise<string> {
  const answer = await fetch(`${address}/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account, password }),
  })
  if (!answer.ok) throw new Error(`${account} cannot sign in: ${answer.status} ${await answer.text()}`)
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
}

/** The first visitor that may search finds it. */
async function findEnterprise(address: string, visitors: Visit['visitors'], text: string): Promise<string> {
  for (const { cookie } of visitors) {
    const answer = await fetch(`${address}/v1/enterprises?text=${encodeURIComponent(text)}`, {
      headers: { cookie },
    })
    if (!answer.ok) continue
    const { items } = (await answer.json()) as { items: { enterprise: string }[] }
    if (items[0]) return items[0].enterprise
  }
  throw new Error(`no visitor finds an enterprise called ${text}`)
}
