import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
} from '@tanstack/react-router'
import { useSession } from '../components/session.ts'
import { directorySearchOf } from '../directory/directory-search.ts'
import { ConsentsPage } from '../enterprise/consents-page.tsx'
import { CreditPage } from '../enterprise/credit-page.tsx'
import { TimelinePage } from '../enterprise/timeline-page.tsx'
import { UsesPage } from '../enterprise/uses-page.tsx'
import { identityAddressOf } from '../operations/identity-address.ts'
import { lineFilterOf } from '../operations/line-filter.ts'
import { profileRoutes } from '../profile/profile-routes.ts'
import { newProposalSearchOf, proposalsSearchOf } from '../proposals/proposals-search.ts'
import { casesSearchOf, qualitySearchOf } from '../quality/quality-search.ts'
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
  ...profileRoutes(root),
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
  createRoute({ getParentRoute: () => root, path: '/app/my/timeline', component: TimelinePage }),
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
  createRoute({
    getParentRoute: () => root,
    path: '/app/operations/batches',
    validateSearch: lineFilterOf,
    component: lazyRouteComponent(() => import('../operations/batches-page.tsx'), 'BatchesPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/app/operations/batches/$batch',
    component: lazyRouteComponent(() => import('../operations/batch-page.tsx'), 'BatchPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/app/operations/held',
    component: lazyRouteComponent(() => import('../operations/held-page.tsx'), 'HeldPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/app/operations/channels',
    component: lazyRouteComponent(() => import('../operations/channels-page.tsx'), 'ChannelsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/app/operations/identity',
    validateSearch: identityAddressOf,
    component: lazyRouteComponent(() => import('../operations/identity-page.tsx'), 'IdentityPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/app/directory',
    validateSearch: directorySearchOf,
    component: lazyRouteComponent(() => import('../directory/directory-page.tsx'), 'DirectoryPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/app/directory/record-types/$recordType',
    component: lazyRouteComponent(() => import('../directory/record-type-page.tsx'), 'RecordTypePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/app/directory/sources',
    component: lazyRouteComponent(() => import('../directory/sources-page.tsx'), 'SourcesPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/app/directory/proposals',
    validateSearch: proposalsSearchOf,
    component: lazyRouteComponent(() => import('../proposals/proposals-page.tsx'), 'ProposalsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/app/directory/proposals/new',
    validateSearch: newProposalSearchOf,
    component: lazyRouteComponent(() => import('../proposals/new-proposal-page.tsx'), 'NewProposalPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/app/directory/proposals/$proposal',
    component: lazyRouteComponent(() => import('../proposals/proposal-page.tsx'), 'ProposalPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/app/quality',
    validateSearch: qualitySearchOf,
    component: lazyRouteComponent(() => import('../quality/quality-page.tsx'), 'QualityPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/app/quality/sources/$source/$recordType',
    component: lazyRouteComponent(() => import('../quality/source-quality-page.tsx'), 'SourceQualityPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/app/quality/cases',
    validateSearch: casesSearchOf,
    component: lazyRouteComponent(() => import('../quality/cases-page.tsx'), 'CasesPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/app/quality/cases/$case',
    component: lazyRouteComponent(() => import('../quality/case-page.tsx'), 'CasePage'),
  }),
]

export const router = createRouter({ routeTree: root.addChildren(routes), scrollRestoration: true })

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
