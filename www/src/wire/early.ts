/** Asks for the resumable dialogue. */
export const subprotocol = 'wave.resume.v1'

/** A socket that was opened by the shell page while the client was on its way, and what has come of it so far. */
export interface EarlySocket {
  socket: WebSocket
  /** What was said first, as soon as there was a connection; until then nothing. */
  said: string
  /** What the server said since. */
  frames: string[]
}

/**
 * Opens a socket, says this, and keeps what is said in return.
 *
 * The text of this function becomes part of the shell page: it can refer to nothing but its parameters.
 */
export function callEarly(url: string, protocol: string, greeting: string): EarlySocket {
  const early: EarlySocket = { socket: new WebSocket(url, protocol), said: '', frames: [] }
  early.socket.onopen = () => {
    early.said = greeting
    early.socket.send(greeting)
  }
  early.socket.onmessage = ({ data }) => early.frames.push(String(data))
  return early
}
