/** What the server has written on the body of the shell page. */
export interface Shell {
  /** Path below which everything of this site lies; begins and ends with `/`. */
  baseUrl: string
  socketUrl: string
  uploadUrl: string
  initUrl: string
  loginUrl: string
}

/** Reads what the server says of itself. Addresses are complete, but for the path of the page. */
export function readShell(body: DOMStringMap, location: Pick<globalThis.Location, 'protocol' | 'host'>): Shell {
  const baseUrl = body['baseUrl'] || '/'
  const socketPath = (body['waveSocketUrl'] || '_s/').replace(/^\//, '')
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:'
  return {
    baseUrl,
    socketUrl: `${scheme}//${location.host}${baseUrl}${socketPath}`,
    uploadUrl: `${baseUrl}_f/`,
    initUrl: `${baseUrl}_auth/init`,
    loginUrl: `${baseUrl}_auth/login`,
  }
}
