import { createUploadContract, type Upload } from '../../src/information/ingestion/deliveries/contract.ts'
import { Problem, problemOf } from '../components/call.ts'
import { currentLanguage } from '../components/language.ts'

/** Streams a file from the disk to the server; only XMLHttpRequest tells how much has gone out. */
export function sendFile(file: File, watch: (bytes: number) => void, signal: AbortSignal): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(createUploadContract.method, createUploadContract.path)
    request.setRequestHeader('Content-Type', 'application/octet-stream')
    request.setRequestHeader('Accept', 'application/json')
    request.setRequestHeader('Accept-Language', currentLanguage())
    request.setRequestHeader('X-File-Name', encodeURIComponent(file.name))
    request.upload.onprogress = ({ loaded }) => watch(loaded)
    request.onload = () => {
      const body = parsed(request.responseText)
      if (request.status === 200) resolve(body as Upload)
      else reject(new Problem(problemOf(request.status, body)))
    }
    request.onerror = () => reject(new Problem(problemOf(0, undefined)))
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.send(file)
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
