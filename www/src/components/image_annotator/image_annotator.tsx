import '../annotator/annotator.css'
import './image_annotator.css'
import { useRef, useState } from 'preact/hooks'
import { toCssLength } from '../../view/css.ts'
import { Icon } from '../../view/icon.tsx'
import { useNode } from '../../view/reactive.ts'
import type { ImageAnnotatorTag as AnnotatorTag } from '../../vocabulary/image_annotator.ts'
import { TagBar } from '../annotator/tag_bar.tsx'
import type { ComponentProps } from '../component.ts'
import { Popup } from '../popup/popup.tsx'
import { help, pressKey, type PictureActions } from './keys.ts'
import * as edits from './marks.ts'
import type { Tool } from './marks.ts'
import type { ImageAnnotator } from '../../vocabulary/image_annotator.ts'
import { onPicture } from './shapes.ts'
import { Stage } from './stage.tsx'
import { isLoaded, usePicture, type LoadedPicture, type Picture } from './use_marks.ts'

/** A picture whose parts can be marked, with rectangles and polygons. */
function ImageAnnotatorView({ model, resets }: ComponentProps<ImageAnnotator>) {
  const { name, title, image, image_height } = model
  const tags = useNode(model.tags ?? [])
  const picture = usePicture(model, resets)
  const labelOf = (tag: string): string => tags.find((one) => one.name === tag)?.label ?? tag
  return (
    <div class="w-annotator" data-test={name} role="group" aria-label={title}>
      <h3 class="w-annotator-title">{title}</h3>
      <TagBar tags={tags} active={picture.tag} onChoose={picture.setTag} />
      <Tools picture={picture} />
      <Stage
        image={image}
        title={title}
        tags={tags}
        height={toCssLength(image_height)}
        picture={picture}
        onKeyDown={(event) => isLoaded(picture) && pressKey(actionsOf(picture, tags), event) && event.preventDefault()}
      />
      <ul class="w-sr" aria-label="Marks">
        {edits.inWords(picture.marks, labelOf).map((text, place) => (
          <li key={place}>{text}</li>
        ))}
      </ul>
    </div>
  )
}

function actionsOf(picture: LoadedPicture, tags: readonly AnnotatorTag[]): PictureActions {
  const { marks, tool, tools, tag, size, change, copy, paste } = picture
  const next = <T,>(list: readonly T[], one: T | undefined): T | undefined => list[(one === undefined ? 0 : list.indexOf(one) + 1) % list.length]
  const setTool = (one: Tool): boolean => {
    picture.setTool(one)
    return tools.includes(one)
  }
  const cross = onPicture(picture.hand ?? { x: size.width / 2, y: size.height / 2 }, size)
  const close = (): boolean => {
    const [first] = marks.draft
    if (!first || tag === undefined) return false
    return change(tool === 'rect' ? edits.boxed(marks, first, cross, tag) : edits.closed(marks, tag))
  }
  return {
    ...{ setTool, copy, paste },
    nextTool: () => setTool(next(tools, tool) ?? tool),
    nextTag: () => {
      const name = next(tags.map((one) => one.name), tag)
      if (name !== undefined) picture.setTag(name)
      return name !== undefined
    },
    selectAll: () => change(edits.allPicked(marks)),
    removeSelected: () => change(edits.removed(marks)),
    dropPoint: () => change(edits.undrafted(marks)),
    move: (by) => {
      const isMoved = change(edits.shifted(marks, by, size))
      if (isMoved || tool === 'select') return isMoved
      picture.setHand(onPicture({ x: cross.x + by.x, y: cross.y + by.y }, size))
      return true
    },
    corner: () => {
      if (tool === 'select') return change(edits.nextCorner(marks))
      picture.setHand(cross)
      if (tool === 'polygon' || !marks.draft.length) change(edits.drafted(marks, cross))
      else close()
      return true
    },
    finish: () => (tool === 'select' ? change(edits.nextPicked(marks)) : close()),
    cancel: () => change(edits.unpicked(marks)),
  }
}

const looks: Record<Tool, { icon: string; label: string }> = {
  select: { icon: 'TouchPointer', label: 'Select' },
  rect: { icon: 'RectangleShape', label: 'Rectangle' },
  polygon: { icon: 'Pentagon', label: 'Polygon' },
}

function Tools({ picture }: { picture: Picture }) {
  const { marks, tool, tools, change, setTool } = picture
  return (
    <div class="w-annotator-tools" role="toolbar" aria-label="Tools">
      <button type="button" class="w-icon-button" aria-label="Remove selection" title="Remove selection" disabled={!marks.selected.size} onClick={() => change(edits.removed(marks))}>
        <Icon name="EraseTool" />
      </button>
      <button type="button" class="w-icon-button" aria-label="Remove all" title="Remove all" disabled={!marks.items.length} onClick={() => change(edits.emptied())}>
        <Icon name="Delete" />
      </button>
      {tools.map((one) => (
        <button key={one} type="button" class="w-icon-button" aria-label={looks[one].label} title={looks[one].label} aria-pressed={one === tool} onClick={() => setTool(one)}>
          <Icon name={looks[one].icon} />
        </button>
      ))}
      <Help />
    </div>
  )
}

function Help() {
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  return (
    <>
      <button ref={button} type="button" class="w-icon-button" aria-label="Help" title="Help" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name="Help" />
      </button>
      {open && (
        <Popup anchor={button.current} label="Keys" class="w-picture-help" focus="dl" onClose={() => setOpen(false)}>
          <dl tabIndex={-1}>
            {help.map(([keys, meaning]) => (
              <div key={keys}>
                <dt>{keys}</dt>
                <dd>{meaning}</dd>
              </div>
            ))}
          </dl>
        </Popup>
      )}
    </>
  )
}

export const views = { image_annotator: ImageAnnotatorView }
