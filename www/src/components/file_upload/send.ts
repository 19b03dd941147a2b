/** An upload on its way. */
export interface Sending {
  /** Paths of the files on the server. Rejects with an `UploadError` when they did not get there. */
  done: Promise<string[]>
  cancel: () => void
}

/** Why files did not get there, in words for the user. */
export class UploadError extends Error {
  constructor(
    message: string,
    readonly cancelled = false,
  ) {
    super(message)
    this.name = 'UploadError'
  }
}

/**
 * Uploads files. `onProgress` hears how much of them has been sent, from 0 to 1.
 *
 * Not with fetch(), which does not tell of its progress.
 */
export function send(url: string, files: readonly File[], onProgress: (share: number) => void): Sending {
  const body = new FormData()
  for (const file of files) body.append('files', file, file.name)
  const request = new XMLHttpRequest()
  const done = new Promise<string[]>((resolve, reject) => {
    request.upload.onprogress = ({ loaded, total, lengthComputable }) => lengthComputable && onProgress(loaded / total)
    request.onload = () => {
      const paths = request.status === 200 ? pathsIn(request.responseText) : undefined
      if (paths) resolve(paths)
      else reject(new UploadError(refusals[request.status] ?? `The server has refused the upload (${request.status}).`))
    }
    request.onerror = () => reject(new UploadError('The upload was interrupted. Please try again.'))
    request.onabort = () => reject(new UploadError('The upload was cancelled.', true))
    request.open('POST', url)
    request.send(body)
  })
  return { done, cancel: () => request.abort() }
}

const refusals: Readonly<Record<number, string>> = {
  401: 'You are signed out. Reload the page to sign in.',
  413: 'This is more than the server takes.',
}

function pathsIn(answer: string): string[] | undefined {
  try {
    const { files } = JSON.parse(answer) as { files?: unknown }
    return Array.isArray(files) ? files.map(String) : undefined
  } catch {
    // Some proxy has answered instead of the server.
    return undefined
  }
}
