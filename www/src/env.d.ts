declare module 'virtual:wave-icons' {
  /** The address of an icon, by the name that page authors use, in any case. */
  export function iconUrl(name: string): string
}

interface Window {
  /** The socket that the shell page has opened. */
  waveEarly?: import('./wire/early.ts').EarlySocket
}
