import '../components/tokens.css'
import '../components/controls.css'
import '../components/panel.css'
import './api-docs.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { startLanguage } from '../components/language.ts'
import { apiTexts } from '../locales/api-texts.ts'
import { ApiDocs } from './api-docs.tsx'

startLanguage(apiTexts)

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <ApiDocs />
  </StrictMode>,
)
