import type { ReactNode } from 'react'
import type { Place } from './navigation.ts'

const drawings: Record<Place['text'] | 'api' | 'signOut', ReactNode> = {
  search: <path d="M10.5 17a6.5 6.5 0 1 1 0-13 6.5 6.5 0 0 1 0 13zm4.8-1.7L20 20" />,
  decisions: <path d="M6 3h9l4 4v14H6zM9 12l2.2 2.2L15.5 10M9 18h7" />,
  credit: <path d="M4 17a8 8 0 1 1 16 0M12 17l4-5M4 20h16" />,
  timeline: <path d="M6 3v18M6 7h3m-3 6h3m-3 6h3M12 7h8M12 13h6M12 19h8" />,
  uses: (
    <path d="M2 12s3.6-6.5 10-6.5S22 12 22 12s-3.6 6.5-10 6.5S2 12 2 12zm10 2.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6z" />
  ),
  consents: <path d="M12 3 5 5.5v5.3c0 4.6 2.9 8 7 10.2 4.1-2.2 7-5.6 7-10.2V5.5zM9 12l2.2 2.2L15.5 10" />,
  operations: <path d="M4 20V10m5.3 10V4m5.4 16v-7M20 20V7" />,
  upload: <path d="M12 16V4m0 0L7.5 8.5M12 4l4.5 4.5M4 15v5h16v-5" />,
  batches: <path d="m4 8 8-4 8 4-8 4zm0 4.5 8 4 8-4M4 17l8 4 8-4" />,
  identity: (
    <path d="M9 17.5a5.5 5.5 0 1 1 0-11 5.5 5.5 0 0 1 0 11zm6 0a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11z" />
  ),
  quality: <path d="M12 3a9 9 0 1 0 9 9M12 12l5.5-5.5M12 7.5a4.5 4.5 0 1 0 4.5 4.5" />,
  directory: <path d="M4 5h6l2 2h8v12H4zM8 12h8M8 15.5h5" />,
  api: <path d="m8 7-5 5 5 5m8-10 5 5-5 5M13.5 5l-3 14" />,
  signOut: <path d="M10 4H5v16h5m4-12 4 4-4 4m4-4H9" />,
}

export function Icon({ name }: { name: keyof typeof drawings }) {
  return (
    <svg viewBox="0 0 24 24" className="icon" aria-hidden="true">
      {drawings[name]}
    </svg>
  )
}
