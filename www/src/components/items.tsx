import './items.css'
import { useRef } from 'preact/hooks'
import { isObject, type Json, type JsonObject } from '../page/json.ts'
import { ErrorBoundary } from '../view/error_boundary.tsx'
import { toCssLength } from '../view/css.ts'
import { timesSet, useNode } from '../view/reactive.ts'
import { tagsIn, unwrap, type Component, type ComponentView } from './component.ts'
import { componentViews } from './views.ts'

/** Attributes that hold what the user enters. */
const valueAttributes = ['value', 'values', 'items', 'min_value', 'max_value', 'expanded', 'indeterminate']

export interface ItemsProps {
  items: Json | undefined
  /** Only these components are shown. */
  only?: ReadonlySet<string>
}

/** A list of components. Each is mounted anew when another one takes its place: another name, or another kind. */
export function Items({ items, only }: ItemsProps) {
  const ready = useReadiness(items)
  if (!Array.isArray(items) || !ready) return null
  const list = useNode(items).filter(isObject)
  return (
    <>
      {list.map((item, place) => {
        const [tag = '', attributes] = unwrap(useNode(item)) ?? []
        if (only && !only.has(tag)) return null
        return <Item key={`${place} ${tag} ${String(attributes?.['name'])}`} item={item} />
      })}
    </>
  )
}

/**
 * Are the views of all components here? Before that nothing is shown: what can be seen can be used, and whoever uses it
 * submits the values of all. Components that come later come one by one.
 */
function useReadiness(items: Json | undefined): boolean {
  const ready = useRef(false)
  if (ready.current) return true
  const views = [...tagsIn(items)].filter((tag) => componentViews.has(tag)).map((tag) => componentViews.get(tag).value)
  ready.current = views.every(({ state }) => state !== 'loading')
  return ready.current
}

function Item({ item }: { item: Component }) {
  const [tag, attributes] = unwrap(useNode(item)) ?? []
  if (!tag || !attributes || !componentViews.has(tag)) return <Unknown component={item} />
  return <Known tag={tag} attributes={attributes} />
}

function Known({ tag, attributes }: { tag: string; attributes: JsonObject }) {
  const model = { ...useNode(attributes) }
  const resets = useResets(attributes)
  const loaded = componentViews.get(tag).value
  if (loaded.state === 'failed') return <p class="w-unknown">{`The component "${tag}" could not be loaded. Reload the page to try again.`}</p>
  const View = loaded.state === 'here' ? (loaded.view as ComponentView<JsonObject>) : undefined
  return (
    <div class={`w-item w-item-${tag}`} style={placeOf(model)}>
      <ErrorBoundary what={`The component "${tag}"`} of={attributes}>{View && <View model={model} resets={resets} />}</ErrorBoundary>
    </div>
  )
}

function placeOf({ width, visible }: JsonObject): Record<string, string> {
  const length = toCssLength(width)
  return { ...(length && { width: length, minWidth: length }), ...(visible === false && { display: 'none' }) }
}

/** Counts how often the app has set the value of a component. Other attributes, given anew, do not count. */
function useResets(attributes: JsonObject): number {
  const sum = valueAttributes.reduce((times, name) => times + timesSet(attributes, name), 0)
  const seen = useRef({ attributes, sum, resets: 0 })
  const { current } = seen
  if (current.attributes === attributes && current.sum !== sum) current.resets++
  current.attributes = attributes
  current.sum = sum
  return current.resets
}

function Unknown({ component }: { component: Component }) {
  const tag = Object.keys(component)[0]
  return <p class="w-unknown">{tag ? `This client does not know the component "${tag}".` : 'This component says nothing of what it is.'}</p>
}
