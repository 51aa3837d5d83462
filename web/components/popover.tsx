import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import './popover.css'

export interface PopoverProps {
  /** What is pressed to open it. */
  children: ReactNode
  className?: string
  /** What the button does, where its face does not say it. */
  label?: string
  content: ReactNode
}

/** A button that explains itself: what it opens stands beside it, and Escape, a press elsewhere or tabbing away closes it. */
export function Popover({ children, className = '', label, content }: PopoverProps) {
  const [open, setOpen] = useState(false)
  const frame = useRef<HTMLSpanElement>(null)
  const panel = useId()
  useEffect(() => {
    if (!open) return
    const close = (event: Event) => {
      if (!frame.current?.contains(event.target as Node)) setOpen(false)
    }
    const escape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      setOpen(false)
      frame.current?.querySelector('button')?.focus()
    }
    document.addEventListener('pointerdown', close)
    document.addEventListener('focusin', close)
    document.addEventListener('keydown', escape)
    return () => {
      document.removeEventListener('pointerdown', close)
      document.removeEventListener('focusin', close)
      document.removeEventListener('keydown', escape)
    }
  }, [open])
  return (
    <span className="popover-frame" ref={frame}>
      <button
        type="button"
        className={`popover-button ${className}`}
        aria-expanded={open}
        aria-controls={panel}
        aria-label={label}
        onClick={() => setOpen(!open)}
      >
        {children}
      </button>
      <span className="popover" id={panel} hidden={!open}>
        {open ? content : null}
      </span>
    </span>
  )
}
