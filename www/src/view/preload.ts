import { cardViews } from '../cards/views.ts'
import { componentsIn } from '../components/component.ts'
import { componentViews } from '../components/views.ts'
import { isPlain } from '../markdown/plain.ts'
import { askForRenderer } from '../markdown/renderer.ts'
import type { JsonObject } from '../page/json.ts'
import type { Page } from '../page/page.ts'

/** Attributes that hold Markdown or HTML, whatever has them. */
const written = ['content', 'text']

/** Asks for the code of everything on a page at once, rather than part by part as it is drawn. */
export function preload({ cards }: Page): void {
  for (const { data } of cards.values()) {
    cardViews.preload(String(data['view']))
    let marked = hasMarkup(data)
    for (const list of Object.values(data))
      for (const [tag, attributes] of componentsIn(list)) {
        componentViews.preload(tag)
        marked ||= hasMarkup(attributes)
      }
    if (marked) askForRenderer()
  }
}

/** Is there something to read with markup? Of an expression only its value will tell. */
const hasMarkup = (attributes: JsonObject): boolean =>
  written.some((name) => {
    const text = attributes[name]
    return typeof text === 'string' && !text.startsWith('=') && !isPlain(text)
  })
