import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { readProfileContract } from '../../src/credit/profile/contract.ts'
import { readProfileSectionContract } from '../../src/credit/profile/section.contract.ts'
import { askEarly } from '../components/early.ts'
import { compareSearchOf } from './compare/compare-search.ts'
import { eventsSearchOf } from './events/events-search.ts'
import { isOpen } from './profile-visit.ts'
import { sectionSearchOf } from './section-search.ts'

/** The addresses of an enterprise. What a page shows is asked for while its script is fetched, not after. */
export function profileRoutes<Root extends AnyRoute>(root: Root) {
  const enterprise = createRoute({
    getParentRoute: () => root,
    path: '/app/enterprises/$enterprise',
    loader: ({ params, cause }) => {
      if (cause === 'enter') askEarly(readProfileContract, { enterprise: params.enterprise })
    },
    component: lazyRouteComponent(() => import('./profile-page.tsx'), 'ProfilePage'),
  })
  const overview = createRoute({
    getParentRoute: () => enterprise,
    path: '/',
    component: lazyRouteComponent(() => import('./overview/overview.tsx'), 'Overview'),
  })
  const events = createRoute({
    getParentRoute: () => enterprise,
    path: 'events',
    validateSearch: eventsSearchOf,
    component: lazyRouteComponent(() => import('./events/events-page.tsx'), 'EventsPage'),
  })
  const section = createRoute({
    getParentRoute: () => enterprise,
    path: '$section',
    validateSearch: sectionSearchOf,
    loader: ({ params: { enterprise: whose, section: asked }, cause }) => {
      if (cause !== 'enter' || isOpen(whose)) return
      askEarly(readProfileSectionContract, { enterprise: whose, section: asked })
    },
    component: lazyRouteComponent(() => import('./section-page.tsx'), 'SectionPage'),
  })
  const print = createRoute({
    getParentRoute: () => root,
    path: '/app/enterprises/$enterprise/print',
    component: lazyRouteComponent(() => import('./print/print-page.tsx'), 'PrintPage'),
  })
  const compare = createRoute({
    getParentRoute: () => root,
    path: '/app/compare',
    validateSearch: compareSearchOf,
    component: lazyRouteComponent(() => import('./compare/compare-page.tsx'), 'ComparePage'),
  })
  return [enterprise.addChildren([overview, events, section]), print, compare] as const
}
