import '../components/tokens.css'
import '../components/controls.css'
import '../components/panel.css'
import '../enterprise/enterprise.css'
import './h5.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { startQueries } from '../components/answer.ts'
import { startLanguage } from '../components/language.ts'
import { sharedTexts } from '../locales/shared-texts.ts'
import { PhoneApp } from './phone-app.tsx'
import { startTypeSize } from './type-size.ts'

startLanguage(sharedTexts)
startTypeSize()

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={startQueries()}>
      <PhoneApp />
    </QueryClientProvider>
  </StrictMode>,
)
