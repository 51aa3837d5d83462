import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core'
import type { Platform } from '../../src/entrances/platform/start-platform.ts'

const executable = process.env.CHROMIUM ?? '/usr/bin/chromium'

/** Why the journeys in a browser are left out on this machine; false when they run. */
export const withoutChromium: string | false = existsSync(executable)
  ? false
  : `no Chromium at ${executable}: install it, or name it in CHROMIUM`

// --no-sandbox because tests may run as root; the pages are our own.
const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: executable, args: flags })
}

export interface Visitor {
  account?: string
  language?: 'zh-CN' | 'en'
  width?: number
}

/** A person at a browser of their own: signed in through the API, so that a journey begins where it matters. */
export async function visit(browser: Browser, platform: Platform, visitor: Visitor = {}): Promise<Page> {
  const { account, language = 'zh-CN', width = 1440 } = visitor
  const phone = width < 600
  const context = await browser.newContext({
    baseURL: platform.address,
    viewport: { width, height: phone ? 844 : 1000 },
    isMobile: phone,
    hasTouch: phone,
    locale: 'zh-CN',
    reducedMotion: 'reduce',
  })
  await context.addInitScript(`localStorage.setItem('sanxin.language', '${language}')`)
  if (account) await signInByApi(context, platform, account)
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  page.on('pageerror', (fault) => {
    throw new Error(`the page failed: ${fault.message}`)
  })
  return page
}

export function passwordOf(platform: Platform, account: string): string {
  return platform.accounts.find((entry) => entry.account === account)!.password
}

async function signInByApi(context: BrowserContext, platform: Platform, account: string): Promise<void> {
  const password = passwordOf(platform, account)
  const answer = await context.request.post('/v1/sessions', { data: { account, password } })
  if (!answer.ok()) throw new Error(`sign-in of ${account}: ${answer.status()} ${await answer.text()}`)
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** What axe-core finds against WCAG 2.2 level AA, one line a violation, with the first element. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(async (runOnly) => {
    const engine = (globalThis as unknown as { axe: AxeEngine }).axe
    const { violations: found } = await engine.run(document, { runOnly, resultTypes: ['violations'] })
    return found.map(({ id, nodes }) => `${id} ×${nodes.length}: ${nodes[0]?.target.join(' ')}`)
  }, rules)
}

/** What a person reads there: hidden text is left out. */
export function textOf(place: Locator): Promise<string> {
  // biome-ignore lint/performance/useDomNodeTextContent: textContent would read what nobody sees.
  return place.innerText()
}

interface AxeEngine {
  run(
    root: Document,
    options: { runOnly: string[]; resultTypes: string[] },
  ): Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }>
}
