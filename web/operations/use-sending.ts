import { useCallback, useEffect, useRef, useState } from 'react'
import type { Upload } from '../../src/information/ingestion/deliveries/contract.ts'
import { sendFile } from './send-file.ts'

/** A file on its way: bytes gone out so far, then what the server keeps it as, or why it does not. */
export interface SentFile {
  id: string
  name: string
  bytes: number
  bytesSent: number
  startedAt: number
  upload?: Upload
  fault?: unknown
}

/** Files go out one after another, as soon as they are chosen: the preview is there when the last has arrived. */
export function useSending() {
  const [files, setFiles] = useState<readonly SentFile[]>([])
  const stops = useRef(new Map<string, AbortController>())
  const queue = useRef(Promise.resolve())

  useEffect(() => {
    const running = stops.current
    return () => {
      for (const stop of running.values()) stop.abort()
    }
  }, [])

  const change = useCallback((id: string, news: Partial<SentFile>) => {
    setFiles((before) => before.map((file) => (file.id === id ? { ...file, ...news } : file)))
  }, [])

  const add = useCallback(
    (chosen: readonly File[]) => {
      for (const file of chosen) {
        const id = crypto.randomUUID()
        const stop = new AbortController()
        stops.current.set(id, stop)
        const entry = { id, name: file.name, bytes: file.size, bytesSent: 0, startedAt: 0 }
        setFiles((before) => [...before, entry])
        queue.current = queue.current.then(async () => {
          if (stop.signal.aborted) return
          change(id, { startedAt: performance.now() })
          try {
            const watch = (bytesSent: number) => change(id, { bytesSent })
            change(id, { upload: await sendFile(file, watch, stop.signal), bytesSent: file.size })
          } catch (fault) {
            change(id, { fault })
          }
        })
      }
    },
    [change],
  )

  const remove = useCallback((id: string) => {
    stops.current.get(id)?.abort()
    setFiles((before) => before.filter((file) => file.id !== id))
  }, [])

  const clear = useCallback(() => {
    for (const stop of stops.current.values()) stop.abort()
    setFiles([])
  }, [])

  return { files, add, remove, clear }
}
