import '../annotator/annotator.css'
import './audio_annotator.css'
import { useState } from 'preact/hooks'
import { useClient } from '../../view/client_context.ts'
import { Icon } from '../../view/icon.tsx'
import { useNode } from '../../view/reactive.ts'
import { TagBar } from '../annotator/tag_bar.tsx'
import { useTag } from '../annotator/use_tag.ts'
import type { ComponentProps } from '../component.ts'
import { useInput } from '../input.ts'
import type { AudioAnnotator, AudioAnnotatorItem } from '../../vocabulary/audio_annotator.ts'
import { PlayerView, usePlayer } from './player.tsx'
import { useRecording } from './recording.ts'
import { clockText, merged, moved, placeOf, stretched } from './stretches.ts'
import { WaveView, type Sight } from './wave_view.tsx'

/** A recording longer than this also gets a view of a part of it, in seconds. */
const maxPlainSeconds = 120
/** How far a key moves a mark, in seconds. */
const keySeconds = 0.1

/** A recording whose stretches can be marked. */
function AudioAnnotatorView({ model, resets }: ComponentProps<AudioAnnotator>) {
  const { name, title, path } = model
  const tags = useNode(model.tags ?? [])
  const marks = useMarks(model, resets)
  const [tag, chooseTag] = useTag(tags)
  const player = usePlayer()
  const recording = useRecording(path)
  const [part, setPart] = useState<Sight>({ from: 0, to: maxPlainSeconds / 2 })
  const duration = recording.state === 'here' ? recording.duration : player.duration
  const peaks = recording.state === 'here' ? recording.peaks : []
  const shared = {
    ...{ peaks, duration, items: marks.items, tags, selected: marks.selected, time: player.time },
    onChange: marks.change,
    onDraw: (start: number, end: number) => tag !== undefined && marks.draw({ start, end, tag }),
    onSelect: (place: number | undefined, second: number) => {
      marks.select(place)
      if (place === undefined) player.goTo(second)
    },
    onKeyDown: (event: KeyboardEvent) => marks.press(event, duration),
  }
  const isLong = duration > maxPlainSeconds
  return (
    <div class="w-annotator" data-test={name} role="group" aria-label={title}>
      <h3 class="w-annotator-title">{title}</h3>
      <TagBar
        tags={tags}
        active={tag}
        onChoose={(next) => {
          chooseTag(next)
          marks.retag(next)
        }}
      />
      <Tools marks={marks} />
      {recording.state === 'failed' && (
        <p class="w-unknown" role="alert">
          The recording could not be loaded.
        </p>
      )}
      <WaveView {...shared} sight={{ from: 0, to: duration || 1 }} />
      {isLong && <WaveView {...shared} sight={part} />}
      {isLong && <PartChooser duration={duration} part={part} onPart={setPart} />}
      <PlayerView player={player} path={path} />
      <ul class="w-sr" aria-label="Marks">
        {marks.items.map((item, place) => (
          <li key={place}>{`${tags.find((one) => one.name === item.tag)?.label ?? item.tag}: ${clockText(item.start)} to ${clockText(item.end)}`}</li>
        ))}
      </ul>
    </div>
  )
}

/** Which part of a long recording is looked at closely. */
const PartChooser = ({ duration, part, onPart }: { duration: number; part: Sight; onPart: (part: Sight) => void }) => (
  <label class="w-wave-part">
    <span>{`${clockText(part.from)} – ${clockText(part.to)}`}</span>
    <input
      type="range"
      aria-label="Part in sight"
      min={0}
      max={Math.max(0, duration - (part.to - part.from))}
      value={part.from}
      onInput={({ currentTarget: { valueAsNumber: from } }) => onPart({ from, to: from + part.to - part.from })}
    />
  </label>
)

function Tools({ marks }: { marks: Marks }) {
  return (
    <div class="w-annotator-tools" role="toolbar" aria-label="Tools">
      <button type="button" class="w-icon-button" aria-label="Remove all" title="Remove all" disabled={!marks.items.length} onClick={marks.clear}>
        <Icon name="Delete" />
      </button>
      <button type="button" class="w-icon-button" aria-label="Remove selected" title="Remove selected" disabled={marks.selected === undefined} onClick={marks.remove}>
        <Icon name="EraseTool" />
      </button>
    </div>
  )
}

type Marks = ReturnType<typeof useMarks>

/** What is marked, and which of the marks is selected. */
function useMarks(model: AudioAnnotator, resets: number | undefined) {
  const { name, trigger } = model
  const client = useClient()
  const given = (model.items ?? []).map(({ start, end, tag }) => ({ start, end, tag }))
  const [items, enter] = useInput<AudioAnnotatorItem[]>(name, given, resets)
  const [chosen, select] = useState<number | undefined>()
  const selected = chosen !== undefined && chosen < items.length ? chosen : undefined
  const put = (next: AudioAnnotatorItem[], over = true): void => {
    enter(next)
    if (over && trigger) client.push()
  }
  /** One of them has become another one, which may have grown into its neighbours. */
  const change = (place: number, item: AudioAnnotatorItem, over: boolean): void => {
    const all = items.map((one, at) => (at === place ? item : one))
    const next = over ? merged(all) : all
    put(next, over)
    select(over ? placeOf(next, item.tag, item.start) : place)
  }
  const remove = (): void => {
    if (selected === undefined) return
    put(items.filter((_, place) => place !== selected))
    select(undefined)
  }
  return {
    ...{ items, selected, select, change, remove },
    draw: (item: AudioAnnotatorItem): void => {
      const next = merged([...items, item])
      put(next)
      select(placeOf(next, item.tag, item.start))
    },
    clear: (): void => {
      put([])
      select(undefined)
    },
    retag: (tag: string): void => {
      const item = selected === undefined ? undefined : items[selected]
      if (item && selected !== undefined) change(selected, { ...item, tag }, true)
    },
    press: (event: KeyboardEvent, duration: number): void => {
      const item = selected === undefined ? undefined : items[selected]
      const direction = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
      if (event.key === 'Delete' || event.key === 'Backspace') remove()
      else if (event.key === 'Escape') select(undefined)
      else if (event.key === 'Enter' && items.length) select(selected === undefined ? 0 : (selected + 1) % items.length)
      else if (direction && item && selected !== undefined) {
        const by = direction * keySeconds
        change(selected, event.shiftKey ? stretched(item, 'end', item.end + by, duration) : moved(item, by, duration), true)
      } else return
      event.preventDefault()
    },
  }
}

export const views = { audio_annotator: AudioAnnotatorView }
