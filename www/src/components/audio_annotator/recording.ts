import { useEffect, useState } from 'preact/hooks'

/** What a recording looks like: the loudest moment of each of so many equal parts, from 0 to 1. */
export type Peaks = readonly number[]

const parts = 800

/** The line of a larger file is not drawn: to look at it takes many times as much memory. Playing it does not. */
export const maxLineMegabytes = 50

export type Recording = { state: 'loading' | 'failed' | 'too_large' } | { state: 'here'; duration: number; peaks: Peaks }

/** Loads a recording to look at it. The player loads it by itself. */
export function useRecording(path: string): Recording {
  const [recording, set] = useState<Recording>({ state: 'loading' })
  useEffect(() => {
    const abort = new AbortController()
    set({ state: 'loading' })
    read(path, abort.signal).then(set, (error: unknown) => {
      if (abort.signal.aborted) return
      console.error(`The recording ${path} cannot be shown.`, error)
      set({ state: 'failed' })
    })
    return () => abort.abort()
  }, [path])
  return recording
}

async function read(path: string, signal: AbortSignal): Promise<Recording> {
  const response = await fetch(path, { signal })
  if (!response.ok) throw new Error(`The server answers ${response.status}.`)
  if (isTooLarge(Number(response.headers.get('content-length')))) {
    await response.body?.cancel()
    return { state: 'too_large' }
  }
  // Browsers keep large blobs on disk.
  const file = await response.blob()
  if (isTooLarge(file.size)) return { state: 'too_large' }
  // Decodes without playing; a context that plays would first have to be allowed by the user.
  const context = new OfflineAudioContext(1, 1, 44_100)
  const audio = await context.decodeAudioData(await file.arrayBuffer())
  return { state: 'here', duration: audio.duration, peaks: peaksOf(audio.getChannelData(0)) }
}

const isTooLarge = (bytes: number): boolean => bytes > maxLineMegabytes << 20

/** The peaks of samples, the loudest of all being 1. */
export function peaksOf(samples: ArrayLike<number>, count = parts): Peaks {
  const size = Math.max(1, Math.ceil(samples.length / count))
  const peaks: number[] = []
  for (let from = 0; from < samples.length; from += size) {
    let peak = 0
    for (let at = from; at < Math.min(from + size, samples.length); at++) peak = Math.max(peak, Math.abs(samples[at] ?? 0))
    peaks.push(peak)
  }
  const loudest = Math.max(...peaks, Number.EPSILON)
  return peaks.map((peak) => peak / loudest)
}
