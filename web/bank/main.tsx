import '../components/tokens.css'
import '../components/controls.css'
import '../components/panel.css'
import '../enterprise/enterprise.css'
import './search.css'
import './shell.css'
import './sign-in.css'
import '../operations/operations.css'
import '../operations/batches.css'
import '../operations/deliveries.css'
import '../operations/identity.css'
import './enterprise.css'
import './trends.css'
import './decision.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { startQueries } from '../components/answer.ts'
import { startLanguage } from '../components/language.ts'
import { workTexts } from '../locales/work-texts.ts'
import { router } from './router.tsx'

startLanguage(workTexts)
const queries = startQueries()

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
)
