import { signal } from '@preact/signals'

export interface Toast {
  id: number
  kind: 'info' | 'error'
  text: string
}

/** More of them would cover the page. */
const maxToasts = 4
/** Errors stay until they are read and closed. */
const infoMs = 5_000

/** Short messages of the client itself, newest last. */
export class Toasts {
  readonly list = signal<readonly Toast[]>([])
  #lastId = 0

  add(kind: Toast['kind'], text: string): void {
    const others = this.list.value.filter((toast) => toast.text !== text)
    const toast = { id: ++this.#lastId, kind, text }
    this.list.value = [...others, toast].slice(-maxToasts)
    if (kind === 'info') setTimeout(() => this.remove(toast.id), infoMs)
  }

  remove(id: number): void {
    this.list.value = this.list.value.filter((toast) => toast.id !== id)
  }
}
