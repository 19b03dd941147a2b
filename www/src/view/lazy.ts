import { signal, type Signal } from '@preact/signals'

/** Where the view of a tag stands: on its way, here, or not to be had. */
export type Loaded<View> = { state: 'loading' } | { state: 'here'; view: View } | { state: 'failed' }

interface Family<View> {
  views: Record<string, View>
}

type Loaders<View> = Readonly<Record<string, (() => Promise<Family<View>>) | undefined>>

/** Views that are loaded when first asked for, a family at a time. */
export class LazyViews<View> {
  readonly #loaders: Loaders<View>
  readonly #views = new Map<string, Signal<Loaded<View>>>()

  constructor(loaders: Loaders<View>) {
    this.#loaders = loaders
  }

  has(tag: string): boolean {
    return Object.hasOwn(this.#loaders, tag)
  }

  /** The view of a tag, as a signal: whoever reads it runs again when the view is there. */
  get(tag: string): Signal<Loaded<View>> {
    let view = this.#views.get(tag)
    if (!view) {
      this.#views.set(tag, (view = signal<Loaded<View>>({ state: 'loading' })))
      void this.#load(tag, view)
    }
    return view
  }

  /** Begins to load, for what will be needed soon. */
  preload(tag: string): void {
    if (this.has(tag)) this.get(tag)
  }

  async #load(tag: string, into: Signal<Loaded<View>>): Promise<void> {
    try {
      const family = await this.#loaders[tag]?.()
      const view = family?.views[tag]
      into.value = view ? { state: 'here', view } : { state: 'failed' }
    } catch (error) {
      // A new release may have replaced the file, or the network is gone. The view says so; asking again helps.
      console.error(`The view of "${tag}" could not be loaded.`, error)
      into.value = { state: 'failed' }
      this.#views.delete(tag)
    }
  }
}
