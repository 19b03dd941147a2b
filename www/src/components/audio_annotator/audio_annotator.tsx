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
import { clamp } from '../slider/range.ts'
import { pressKey, type RecordingActions } from './keys.ts'
import type { AudioAnnotator, AudioAnnotatorItem } from '../../vocabulary/audio_annotator.ts'
import { PlayerView, usePlayer, type Player } from './player.tsx'
import { maxLineMegabytes, useRecording } from './recording.ts'
import { clockText, merged, moved, placeOf, stretched } from './stretches.ts'
import { WaveView, type Sight } from './wave_view.tsx'

/** A recording longer than this also gets a view of a part of it, in seconds. */
const maxPlainSeconds = 120

/** A recording whose stretches can be marked. */
function AudioAnnotatorView({ model, resets }: ComponentProps<AudioAnnotator>) {
  const { name, title, path } = model
  const tags = useNode(model.tags ?? [])
  const marks = useMarks(model, resets)
  const [tag, chooseTag] = useTag(tags)
  const player = usePlayer()
  const recording = useRecording(path)
  const [part, setPart] = useState<Sight>({ from: 0, to: maxPlainSeconds / 2 })
  const [begun, begin] = useState<number | undefined>()
  const duration = recording.state === 'here' ? recording.duration : player.duration
  const peaks = recording.state === 'here' ? recording.peaks : []
  const draw = (start: number, end: number): void => {
    if (tag !== undefined) marks.draw({ start, end, tag })
  }
  const actions = actionsOf(marks, player, duration, { begun, begin, draw })
  const shared = {
    ...{ peaks, duration, items: marks.items, tags, selected: marks.selected, time: player.time, begun },
    onChange: marks.change,
    onDraw: draw,
    onSelect: (place: number | undefined, second: number) => {
      marks.select(place)
      if (place === undefined) player.goTo(second)
    },
    onKeyDown: (event: KeyboardEvent) => pressKey(actions, event) && event.preventDefault(),
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
      {recording.state === 'too_large' && <p class="w-unknown">{`The recording is larger than ${maxLineMegabytes} MB: its line is not drawn. It can be played and marked all the same.`}</p>}
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
  const remove = (): boolean => {
    if (selected === undefined) return false
    put(items.filter((_, place) => place !== selected))
    select(undefined)
    return true
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
  }
}

/** A mark that the keyboard has begun: at which second, if one is. */
interface Beginning {
  begun: number | undefined
  begin: (second: number | undefined) => void
  draw: (start: number, end: number) => void
}

function actionsOf(marks: Marks, player: Player, duration: number, { begun, begin, draw }: Beginning): RecordingActions {
  const { items, selected } = marks
  const item = selected === undefined ? undefined : items[selected]
  const changed = (next: AudioAnnotatorItem | undefined): boolean => {
    if (next && selected !== undefined) marks.change(selected, next, true)
    return next !== undefined
  }
  return {
    move: (by) => changed(item && moved(item, by, duration)),
    stretch: (by) => changed(item && stretched(item, 'end', item.end + by, duration)),
    go: (by) => {
      player.goTo(clamp(player.time + by, { min: 0, max: duration }))
      return true
    },
    mark: () => {
      marks.select(undefined)
      if (begun !== undefined && begun !== player.time) draw(Math.min(begun, player.time), Math.max(begun, player.time))
      begin(begun === undefined ? player.time : undefined)
      return true
    },
    selectNext: () => {
      if (items.length) marks.select(((selected ?? -1) + 1) % items.length)
      return items.length > 0
    },
    removeSelected: () => marks.remove(),
    cancel: () => {
      const isAny = selected !== undefined || begun !== undefined
      marks.select(undefined)
      begin(undefined)
      return isAny
    },
  }
}

export const views = { audio_annotator: AudioAnnotatorView }
