import { useRef, useState } from 'preact/hooks'
import { toCssColor } from '../../view/css.ts'
import type { ImageAnnotatorTag as AnnotatorTag } from '../../vocabulary/image_annotator.ts'
import { closed, reshaped } from './marks.ts'
import { useGestures, type Target } from './gestures.ts'
import { handlesOf, isRect, middlesOf, rectBetween, withoutVertex, type Point, type Shape, type Size } from './shapes.ts'
import type { Picture } from './use_marks.ts'
import { useZoom } from './zoom.ts'

interface Props {
  image: string
  title: string
  tags: readonly AnnotatorTag[]
  /** How high the picture is shown, as CSS wants it. */
  height: string | undefined
  picture: Picture
  onKeyDown: (event: KeyboardEvent) => void
}

/** The picture, and what is marked on it. */
export function Stage({ image, title, tags, height, picture, onKeyDown }: Props) {
  const { marks, size, tool } = picture
  const svg = useRef<SVGSVGElement>(null)
  const zoom = useZoom(svg)
  const [broken, setBroken] = useState(false)
  const gestures = useGestures(svg, picture, zoom)
  const colorOf = (name: string): string => toCssColor(tags.find((tag) => tag.name === name)?.color ?? '$gray')
  // What has to be as large on screen whatever the size of the picture.
  const unit = size ? zoom.unit(size) : 1
  return (
    <div class="w-picture-stage" data-tool={tool}>
      <div class="w-picture-zoomed" style={{ transform: zoom.transform }}>
        <img
          src={image}
          alt={title}
          draggable={false}
          {...(height && { style: fitting(height, size) })}
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => {
            setBroken(false)
            picture.setSize({ width: naturalWidth, height: naturalHeight })
          }}
          onError={() => {
            setBroken(true)
            picture.setSize(undefined)
          }}
        />
        <svg
          ref={svg}
          class="w-picture-marks"
          viewBox={`0 0 ${size?.width || 1} ${size?.height || 1}`}
          preserveAspectRatio="none"
          role="application"
          aria-label={`${title}: ${marks.items.length} marks. Press R to draw rectangles, P polygons, S to select; arrows move, Space sets a corner, Enter ends a shape or selects the next one.`}
          tabindex={0}
          onKeyDown={onKeyDown}
          {...gestures.handlers}
        >
          {[...marks.items.entries()].reverse().map(([place, { shape, tag }]) => (
            <Mark key={place} shape={shape} place={place} color={colorOf(tag)} selected={marks.selected.has(place)} corner={marks.corner} unit={unit} picture={picture} />
          ))}
          <Draft picture={picture} from={gestures.from} color={colorOf(picture.tag ?? '')} unit={unit} />
        </svg>
      </div>
      {broken && (
        <p class="w-unknown" role="alert">
          The picture could not be loaded.
        </p>
      )}
    </div>
  )
}

const pointsOf = (points: readonly Point[]): string => points.map(({ x, y }) => `${x},${y}`).join(' ')

/** For the gestures to know what they are about. */
const targetOf = (target: Target): Record<string, number> => Object.fromEntries(Object.entries(target).map(([part, place]) => [`data-${part}`, place]))

const Outline = ({ shape, ...rest }: { shape: Shape; [attribute: string]: unknown }) =>
  isRect(shape) ? (
    <rect x={shape.rect.x1} y={shape.rect.y1} width={shape.rect.x2 - shape.rect.x1} height={shape.rect.y2 - shape.rect.y1} {...rest} />
  ) : (
    <polygon points={pointsOf(shape.polygon.vertices)} {...rest} />
  )

/**
 * As high as it is to be, and no wider than there is room: then it is lower, for the marks lie on the whole picture. Shares of
 * what is around it cannot be calculated with.
 */
const fitting = (height: string, size: Size | undefined): Record<string, string> =>
  size?.height && !height.endsWith('%') ? { width: `calc(${height} * ${size.width / size.height})`, height: 'auto' } : { height }

interface MarkProps {
  shape: Shape
  place: number
  color: string
  selected: boolean
  /** Its corner in hand, where it is selected. */
  corner: number | undefined
  unit: number
  picture: Picture
}

function Mark({ shape, place, color, selected, corner, unit, picture }: MarkProps) {
  const removeVertex = (event: MouseEvent, vertex: number): void => {
    event.preventDefault()
    picture.change(reshaped(picture.marks, place, withoutVertex(shape, vertex)))
  }
  return (
    <g class={`w-picture-mark ${selected ? 'w-picture-selected' : ''}`} style={{ '--w-tag': color, '--w-unit': unit }}>
      <Outline shape={shape} class="w-picture-shape" {...targetOf({ mark: place })} />
      {selected &&
        handlesOf(shape).map(({ x, y }, handle) => (
          <circle
            key={`${handle}`}
            class={`w-picture-handle ${handle === corner ? 'w-picture-in-hand' : ''}`}
            cx={x}
            cy={y}
            r={5 * unit}
            {...targetOf({ mark: place, handle })}
            onContextMenu={(event) => !isRect(shape) && removeVertex(event, handle)}
          />
        ))}
      {selected &&
        !isRect(shape) &&
        middlesOf(shape.polygon.vertices).map(({ x, y }, middle) => (
          <circle key={`m${middle}`} class="w-picture-handle w-picture-middle" cx={x} cy={y} r={4 * unit} {...targetOf({ mark: place, middle })} />
        ))}
    </g>
  )
}

interface DraftProps {
  picture: Picture
  /** Where the pointer began a rectangle. */
  from: Point | undefined
  color: string
  unit: number
}

/** What is being drawn. */
function Draft({ picture, from, color, unit }: DraftProps) {
  const { marks, tool, hand } = picture
  const first = from ?? marks.draft[0]
  return (
    <g style={{ '--w-tag': color, '--w-unit': unit }}>
      {first && hand && tool === 'rect' && <Outline shape={{ rect: rectBetween(first, hand) }} class="w-picture-draft" />}
      {first && tool === 'polygon' && <PolygonDraft picture={picture} first={first} unit={unit} />}
      {hand && tool !== 'select' && <path class="w-picture-cross" d={`M${hand.x - 8 * unit} ${hand.y}h${16 * unit}M${hand.x} ${hand.y - 8 * unit}v${16 * unit}`} />}
    </g>
  )
}

function PolygonDraft({ picture, first, unit }: { picture: Picture; first: Point; unit: number }) {
  const { marks, hand } = picture
  return (
    <>
      <polyline class="w-picture-draft" points={pointsOf(hand ? [...marks.draft, hand] : marks.draft)} />
      <circle
        class="w-picture-handle"
        cx={first.x}
        cy={first.y}
        r={6 * unit}
        onPointerDown={(event) => {
          event.stopPropagation()
          if (picture.tag !== undefined) picture.change(closed(marks, picture.tag))
        }}
      />
    </>
  )
}

