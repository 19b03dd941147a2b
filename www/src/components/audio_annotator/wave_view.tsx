import type { TargetedPointerEvent } from 'preact'
import { useMemo, useRef, useState } from 'preact/hooks'
import { toCssColor } from '../../view/css.ts'
import type { AudioAnnotatorTag as AnnotatorTag } from '../../vocabulary/audio_annotator.ts'
import type { AudioAnnotatorItem } from '../../vocabulary/audio_annotator.ts'
import { help } from './keys.ts'
import type { Peaks } from './recording.ts'
import { clockText, edges, lanesOf, moved, stretched, type Edge } from './stretches.ts'

/** Less than this is a click, in px. */
const minDragPx = 5

/** The part of the recording that is in sight, in seconds. */
export interface Sight {
  from: number
  to: number
}

interface Props {
  peaks: Peaks
  duration: number
  sight: Sight
  items: readonly AudioAnnotatorItem[]
  tags: readonly AnnotatorTag[]
  /** The place of the stretch that is selected. */
  selected: number | undefined
  time: number
  /** Where the keyboard has begun a stretch, which goes on to where the player is. */
  begun: number | undefined
  /** A new stretch was drawn. */
  onDraw: (from: number, to: number) => void
  onSelect: (place: number | undefined, second: number) => void
  /** A stretch is changing; `over` when that is done. */
  onChange: (place: number, item: AudioAnnotatorItem, over: boolean) => void
  onKeyDown: (event: KeyboardEvent) => void
}

interface Drag {
  fromPx: number
  from: number
  place: number | undefined
  item: AudioAnnotatorItem | undefined
  edge: Edge | undefined
  isMoving: boolean
}

type WaveEvent = TargetedPointerEvent<HTMLDivElement>

/** The recording as a line of peaks, with the stretches that are marked. */
export function WaveView(props: Props) {
  const { peaks, duration, sight, items, tags, selected, time, begun, onKeyDown } = props
  const { drawn: dragged, handlers } = useDrag(props)
  const drawn = dragged ?? (begun === undefined ? undefined : { from: Math.min(begun, time), to: Math.max(begun, time) })
  const share = (second: number): string => `${((second - sight.from) / Math.max(sight.to - sight.from, 0.01)) * 100}%`
  const { lanes, count } = useMemo(() => lanesOf(items), [items])
  return (
    <div
      class="w-wave"
      role="application"
      aria-label={`Recording of ${clockText(duration)}, ${items.length} marks. ${help}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
      {...handlers}
    >
      <Line peaks={peaks} duration={duration} sight={sight} />
      {items.map((item, place) => {
        const tag = tags.find(({ name }) => name === item.tag)
        return (
          <div
            key={`${place}`}
            class={`w-wave-mark ${place === selected ? 'w-wave-selected' : ''}`}
            data-place={place}
            title={tag?.label ?? item.tag}
            style={{
              '--w-tag': toCssColor(tag?.color ?? '$gray'),
              left: share(item.start),
              width: `calc(${share(item.end)} - ${share(item.start)})`,
              top: `${((lanes[place] ?? 0) / count) * 100}%`,
              height: `${100 / count}%`,
            }}
          >
            <span class="w-wave-edge" data-edge="start" />
            <span class="w-wave-edge w-wave-edge-end" data-edge="end" />
          </div>
        )
      })}
      {drawn && <div class="w-wave-draft" style={{ left: share(drawn.from), width: `calc(${share(drawn.to)} - ${share(drawn.from)})` }} />}
      {time >= sight.from && time <= sight.to && <div class="w-wave-now" style={{ left: share(time) }} />}
    </div>
  )
}

function Line({ peaks, duration, sight: { from, to } }: Pick<Props, 'peaks' | 'duration' | 'sight'>) {
  // It stays the same while the recording plays and stretches are pulled.
  const { path, width } = useMemo(() => {
    const perSecond = duration ? peaks.length / duration : 0
    const seen = peaks.slice(Math.floor(from * perSecond), Math.ceil(to * perSecond))
    return { path: seen.map((peak, place) => `M${place + 0.5} ${50 - peak * 48}V${50 + peak * 48}`).join(''), width: seen.length }
  }, [peaks, duration, from, to])
  return (
    <svg class="w-wave-line" viewBox={`0 0 ${width || 1} 100`} preserveAspectRatio="none" aria-hidden="true">
      <path d={path || 'M0 50H1'} />
    </svg>
  )
}

/** What the pointer does: draws, selects, moves and stretches. */
function useDrag({ sight, duration, items, onDraw, onSelect, onChange }: Props) {
  const drag = useRef<Drag | undefined>(undefined)
  const [drawn, setDrawn] = useState<Sight | undefined>()
  const secondOf = ({ currentTarget, clientX }: WaveEvent): number => {
    const { left, width } = currentTarget.getBoundingClientRect()
    const share = Math.min(1, Math.max(0, (clientX - left) / (width || 1)))
    return sight.from + share * (sight.to - sight.from)
  }
  const changed = ({ item, edge, from }: Drag, to: number): AudioAnnotatorItem | undefined =>
    item && (edge ? stretched(item, edge, to, duration) : moved(item, to - from, duration))
  const down = (event: WaveEvent): void => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture?.(event.pointerId)
    const element = event.target instanceof Element ? event.target : undefined
    const place = element?.closest<HTMLElement>('[data-place]')?.dataset['place']
    const edge = edges.find((one) => one === element?.closest<HTMLElement>('[data-edge]')?.dataset['edge'])
    const at = place === undefined ? undefined : Number(place)
    drag.current = { fromPx: event.clientX, from: secondOf(event), place: at, item: at === undefined ? undefined : items[at], edge, isMoving: false }
  }
  const move = (event: WaveEvent): void => {
    const { current } = drag
    if (!current) return
    current.isMoving ||= Math.abs(event.clientX - current.fromPx) >= minDragPx
    if (!current.isMoving) return
    const to = secondOf(event)
    const item = changed(current, to)
    if (item && current.place !== undefined) onChange(current.place, item, false)
    else setDrawn({ from: Math.min(current.from, to), to: Math.max(current.from, to) })
  }
  const up = (event: WaveEvent): void => {
    const { current } = drag
    drag.current = undefined
    setDrawn(undefined)
    if (!current) return
    const to = secondOf(event)
    const item = changed(current, to)
    if (!current.isMoving) onSelect(current.place, to)
    else if (item && current.place !== undefined) onChange(current.place, item, true)
    else onDraw(Math.min(current.from, to), Math.max(current.from, to))
  }
  /** The browser has taken the gesture over: what came of it so far is not meant. */
  const cancel = (): void => {
    const { current } = drag
    drag.current = undefined
    setDrawn(undefined)
    if (current?.isMoving && current.item && current.place !== undefined) onChange(current.place, current.item, false)
  }
  return { drawn, handlers: { onPointerDown: down, onPointerMove: move, onPointerUp: up, onPointerCancel: cancel } }
}
