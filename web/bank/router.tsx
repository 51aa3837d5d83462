import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
} from '@tanstack/react-router'
import { useSession } from '../components/session.ts'
import { ConsentsPage } from '../enterprise/consents-page.tsx'
import { CreditPage } from '../enterprise/credit-page.tsx'
import { UsesPage } from '../enterprise/uses-page.tsx'
import { homeOf } from './navigation.ts'
import { NotFoundPage } from './not-found-page.tsx'
import { SearchPage } from './search-page.tsx'
import { Shell } from './shell.tsx'

const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage })

/** The first page of whoever is signed in. */
function Home() {
  const { data: session } = useSession()
  return session ? <Navigate to={homeOf(session)} replace /> : null
}

const routes = [
  createRoute({ getParentRoute: () => root, path: '/', component: Home }),
  createRoute({ getParentRoute: () => root, path: '/app', component: Home }),
  createRoute({ getParentRoute: () => root, path: '/app/search', component: SearchPage }),
  createRoute({
    getParentRoute: () => root,
    path: '/app/enterprises/$enterprise',
    component: lazyRouteComponent(() => import('./enterprise-page.tsx'), 'EnterprisePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/app/decisions',
    component: lazyRouteComponent(() => import('./decisions-page.tsx'), 'DecisionsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/app/decisions/$decision',
    component: lazyRouteComponent(() => import('./decision-page.tsx'), 'DecisionPage'),
  }),
  createRoute({ getParentRoute: () => root, path: '/app/my/credit', component: CreditPage }),
  createRoute({ getParentRoute: () => root, path: '/app/my/uses', component: UsesPage }),
  createRoute({ getParentRoute: () => root, path: '/app/my/consents', component: ConsentsPage }),
  createRoute({
    getParentRoute: () => root,
    path: '/app/operations',
    component: lazyRouteComponent(() => import('../operations/overview-page.tsx'), 'OverviewPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/app/operations/upload',
    component: lazyRouteComponent(() => import('../operations/upload-page.tsx'), 'UploadPage'),
  }),
]

export const router = createRouter({ routeTree: root.addChildren(routes), scrollRestoration: true })

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
