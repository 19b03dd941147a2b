/** What the end of a socket means for the tab. */
export type Ending =
  /** Come back, and go on where we were. */
  | 'resume'
  /** The server says goodbye to everybody: come back, each at a moment of its own. */
  | 'restart'
  /** Come back, but without the message that was being sent: it is what broke the socket. */
  | 'skip'
  /** Signed out: stay away. */
  | 'signed_out'
  /** Another tab goes on in this one's place: stay away, unless the user asks. */
  | 'taken_over'

const endings: Readonly<Record<number, Ending>> = {
  1008: 'skip',
  1009: 'skip',
  1012: 'restart',
  4001: 'signed_out',
  4002: 'taken_over',
}

/** Anything we have no word for is a loss, and losses are made good. */
export const endingOf = (code: number): Ending => endings[code] ?? 'resume'
