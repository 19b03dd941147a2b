import { useEffect, useRef, useState } from 'preact/hooks'
import { Icon } from '../../view/icon.tsx'
import { clockText } from './stretches.ts'

/** What plays a recording. */
export interface Player {
  /** Seconds. */
  time: number
  duration: number
  playing: boolean
  volume: number
  speed: number
  toggle: () => void
  goTo: (second: number) => void
  setVolume: (volume: number) => void
  setSpeed: (speed: number) => void
  element: { current: HTMLAudioElement | null }
  handlers: Record<'onTimeUpdate' | 'onPlay' | 'onPause' | 'onEnded' | 'onLoadedMetadata', () => void>
}

/** A player of the browser's own, and what is known of it. */
export function usePlayer(): Player {
  const element = useRef<HTMLAudioElement>(null)
  const [state, setState] = useState({ time: 0, duration: 0, playing: false })
  const [volume, setVolume] = useState(1)
  const [speed, setSpeed] = useState(1)
  const loud = useAmplifier(element)
  const look = (): void => {
    const { current } = element
    if (!current) return
    const duration = Number.isFinite(current.duration) ? current.duration : 0
    setState({ time: current.currentTime, duration, playing: !current.paused && !current.ended })
  }
  return {
    ...state,
    ...{ volume, speed, element },
    toggle: () => {
      const { current } = element
      if (!current?.paused) return current?.pause()
      // Whoever may not play yet, or has nothing to play, stays where he is.
      void current.play().catch((error: unknown) => console.warn('The recording cannot be played.', error))
    },
    goTo: (second) => {
      if (element.current) element.current.currentTime = second
      look()
    },
    setVolume: (next) => {
      setVolume(next)
      if (element.current) element.current.volume = Math.min(1, next)
      loud(Math.max(1, next))
    },
    setSpeed: (next) => {
      setSpeed(next)
      if (element.current) element.current.playbackRate = next
    },
    handlers: { onTimeUpdate: look, onPlay: look, onPause: look, onEnded: look, onLoadedMetadata: look },
  }
}

/** Makes it louder than it is. Built when that is first asked for: until then the browser plays by itself. */
function useAmplifier(element: { current: HTMLAudioElement | null }): (gain: number) => void {
  const built = useRef<{ context: AudioContext; gain: GainNode } | undefined>(undefined)
  useEffect(() => () => void built.current?.context.close(), [])
  return (value) => {
    const { current } = element
    if (!built.current && value > 1 && current && typeof AudioContext !== 'undefined') {
      const context = new AudioContext()
      const gain = context.createGain()
      context.createMediaElementSource(current).connect(gain).connect(context.destination)
      built.current = { context, gain }
    }
    if (built.current) built.current.gain.gain.value = value
  }
}

const maxVolume = 2
const speeds = { min: 0.25, max: 2, step: 0.25 }

export function PlayerView({ player, path }: { player: Player; path: string }) {
  const { playing, time, duration, volume, speed, toggle, goTo, setVolume, setSpeed } = player
  return (
    <div class="w-player" role="group" aria-label="Player">
      <audio ref={player.element} src={path} preload="metadata" {...player.handlers} />
      <button type="button" class="w-icon-button" aria-label="To the start" onClick={() => goTo(0)}>
        <Icon name="Previous" />
      </button>
      <button type="button" class="w-icon-button" aria-label={playing ? 'Pause' : 'Play'} onClick={toggle}>
        <Icon name={playing ? 'Pause' : 'Play'} />
      </button>
      <button type="button" class="w-icon-button" aria-label="To the end" onClick={() => goTo(duration)}>
        <Icon name="Next" />
      </button>
      <span class="w-player-time">{`${clockText(time)} / ${clockText(duration)}`}</span>
      <label>
        <Icon name="Volume2" />
        <span class="w-sr">Volume</span>
        <input type="range" min={0} max={maxVolume} step={0.1} value={volume} onInput={({ currentTarget }) => setVolume(currentTarget.valueAsNumber)} />
      </label>
      <label>
        <Icon name="PlaybackRate1x" />
        <span class="w-sr">Speed</span>
        <input type="range" {...speeds} value={speed} onInput={({ currentTarget }) => setSpeed(currentTarget.valueAsNumber)} />
        <span>{`${speed}×`}</span>
      </label>
    </div>
  )
}
