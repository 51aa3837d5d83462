import { lazy, type ReactNode, Suspense, useState } from 'react'
import { OriginContext, type OriginQuestion } from './ask-origin.ts'

const OriginDrawer = lazy(() =>
  import('./origin-drawer.tsx').then((module) => ({ default: module.OriginDrawer })),
)

/** Around a page about one enterprise: whatever on it is asked about opens in one drawer, which comes when it is needed. */
export function OriginProvider({ enterprise, children }: { enterprise: string; children: ReactNode }) {
  const [question, setQuestion] = useState<OriginQuestion>()
  const [open, setOpen] = useState(false)
  const ask = (next: OriginQuestion) => {
    setQuestion(next)
    setOpen(true)
  }
  return (
    <OriginContext value={ask}>
      {children}
      {question ? (
        <Suspense fallback={null}>
          <OriginDrawer
            enterprise={enterprise}
            question={question}
            open={open}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      ) : null}
    </OriginContext>
  )
}
