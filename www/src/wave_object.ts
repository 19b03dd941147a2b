import type { Shell } from './body.ts'
import type { Client } from './client.ts'
import { Fork } from './fork.ts'
import type { Json, JsonObject } from './page/json.ts'

type Callback = (...args: unknown[]) => void

/** What scripts of a page find as `window.wave`. Its names are those that such scripts have always used. */
export interface WaveObject {
  /** Writing an argument notes it for the next push. */
  args: JsonObject
  push(): void
  emit(source: string, name: string, data: Json): void
  fork(): Fork
  debounce(timeoutMs: number, callback: Callback): Callback
  throttle(timeoutMs: number, callback: Callback): Callback
  baseURL: string
  socketURL: string
  uploadURL: string
  initURL: string
  loginURL: string
}

export function waveObject(client: Client, shell: Shell): WaveObject {
  return {
    args: argsOf(client),
    push: () => client.push(),
    emit: (source, name, data) => client.emit(source, name, data),
    fork: () => new Fork((ops) => client.edit(ops)),
    debounce,
    throttle,
    baseURL: shell.baseUrl,
    socketURL: shell.socketUrl,
    uploadURL: shell.uploadUrl,
    initURL: shell.initUrl,
    loginURL: shell.loginUrl,
  }
}

const argsOf = (client: Client): JsonObject =>
  new Proxy<JsonObject>(
    {},
    {
      set(_target, name, value: Json) {
        client.set(String(name), value)
        return true
      },
      get: (_target, name) => client.pending(String(name)),
    },
  )

/** Calls back when it has not been asked to for a while. */
export function debounce(timeoutMs: number, callback: Callback): Callback {
  let timer: ReturnType<typeof setTimeout> | undefined
  return (...args) => {
    clearTimeout(timer)
    timer = setTimeout(() => callback(...args), timeoutMs)
  }
}

/** Calls back at most once in a while. */
export function throttle(timeoutMs: number, callback: Callback): Callback {
  let resting = false
  return (...args) => {
    if (resting) return
    resting = true
    setTimeout(() => (resting = false), timeoutMs)
    callback(...args)
  }
}
