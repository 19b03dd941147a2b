import { batch, signal, type Signal } from '@preact/signals'
import { paced } from './pace.ts'

/**
 * Ties views to the page: a page is made of plain objects, and a view re-renders when an object it reads was touched.
 *
 * Each container (card attributes, nested object or array, buffer, page) has a version, made when somebody first asks.
 */
const versions = new WeakMap<object, Signal<number>>()
const touched = new Set<object>()

/** Reads a container: the view or effect that calls this runs again when the container's own content changes. */
export function useNode<T extends object>(container: T): T {
  let version = versions.get(container)
  if (!version) versions.set(container, (version = signal(0)))
  void version.value
  return container
}

/** Reads a container; what is told is another number whenever its content has changed. */
export function versionOf(container: object): number {
  useNode(container)
  return versions.get(container)?.peek() ?? 0
}

/** Reads a container and all that is nested in it. For views that hand whole structures to a renderer. */
export function useTree<T extends object>(container: T): T {
  useNode(container)
  for (const inner of Object.values(container)) if (typeof inner === 'object' && inner !== null) useTree(inner)
  return container
}

/** How often the app has set a member of a container, even if to the value it had. */
const settings = new WeakMap<object, Map<string, number>>()

/**
 * Notes that a container's content changed. Its readers run soon, together with those of all else that changed.
 *
 * `member` names the member that was set, when it is the container's own.
 */
export function touch(container: object, member?: string): void {
  if (member !== undefined) countSetting(container, member)
  touched.add(container)
  announceSoon()
}

function countSetting(container: object, member: string): void {
  let counts = settings.get(container)
  if (!counts) settings.set(container, (counts = new Map()))
  counts.set(member, (counts.get(member) ?? 0) + 1)
}

/** How often the app has set that member since the container came to be. */
export const timesSet = (container: object, member: string): number => settings.get(container)?.get(member) ?? 0

/** Runs the readers of everything touched so far, now. */
export function announce(): void {
  const changed = [...touched]
  touched.clear()
  batch(() => {
    for (const container of changed) {
      const version = versions.get(container)
      if (version) version.value++
    }
  })
}

const announceSoon = paced(announce)
