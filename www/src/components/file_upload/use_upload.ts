import { useEffect, useRef, useState } from 'preact/hooks'
import { readShell } from '../../body.ts'
import type { FileUpload } from '../../vocabulary/files.ts'
import { problemWith } from './check.ts'
import { send, UploadError, type Sending } from './send.ts'

/** Where an upload stands. */
export type UploadState =
  | { kind: 'choosing'; problem?: string }
  /** `share` from 0 to 1. */
  | { kind: 'sending'; share: number }
  | { kind: 'done'; count: number }

export interface Upload {
  state: UploadState
  files: readonly File[]
  /** Adds files, if they can be uploaded together with the others. Returns what there is then. */
  add: (files: readonly File[]) => readonly File[] | undefined
  remove: (file: File) => void
  start: (files: readonly File[]) => Promise<void>
  cancel: () => void
  /** Begins anew. */
  reset: () => void
}

/** Files that are chosen, and then sent. `onDone` hears where on the server they are. */
export function useUpload(limits: FileUpload, onDone: (paths: string[]) => void): Upload {
  const [files, setFiles] = useState<readonly File[]>([])
  const [state, setState] = useState<UploadState>({ kind: 'choosing' })
  const sending = useRef<Sending | undefined>(undefined)
  useEffect(() => () => sending.current?.cancel(), [])
  return {
    state,
    files,
    add: (added) => {
      const all = limits.multiple && !limits.compact ? [...files, ...added] : added
      const problem = problemWith(all, limits)
      setState({ kind: 'choosing', ...(problem && { problem }) })
      if (problem) return undefined
      setFiles(all)
      return all
    },
    remove: (file) => {
      setFiles(files.filter((one) => one !== file))
      setState({ kind: 'choosing' })
    },
    start: async (chosen) => {
      setState({ kind: 'sending', share: 0 })
      sending.current = send(readShell(document.body.dataset, location).uploadUrl, chosen, (share) => setState({ kind: 'sending', share }))
      try {
        const paths = await sending.current.done
        setState({ kind: 'done', count: paths.length })
        onDone(paths)
      } catch (error) {
        if (!(error instanceof UploadError)) throw error
        setState({ kind: 'choosing', ...(!error.cancelled && { problem: error.message }) })
      } finally {
        sending.current = undefined
      }
    },
    cancel: () => sending.current?.cancel(),
    reset: () => {
      setFiles([])
      setState({ kind: 'choosing' })
    },
  }
}
