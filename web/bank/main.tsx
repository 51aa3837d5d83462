import '../components/tokens.css'
import '../components/controls.css'
import '../components/panel.css'
import '../enterprise/enterprise.css'
import './shell.css'
import './enterprise.css'
import './decision.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { ConfigProvider } from 'antd'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { startQueries } from '../components/answer.ts'
import { startLanguage } from '../components/language.ts'
import { antdTheme } from './antd-theme.ts'
import { router } from './router.tsx'

startLanguage()
const queries = startQueries()

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <ConfigProvider theme={antdTheme}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </ConfigProvider>
  </StrictMode>,
)
