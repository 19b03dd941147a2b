import type { Plugin, Rolldown } from 'vite'
import { readShell } from '../src/body.ts'
import { callEarly, subprotocol } from '../src/wire/early.ts'
import { toAddress, watch } from '../src/wire/frames.ts'

const entry = /\s*<script type="module" crossorigin src="([^"]+)"><\/script>/
const root = '<div id="wave-root"'

/**
 * Asks for the entry and for all that is needed with it at once, in the name of the script that is running; and asks the
 * server for the page, which then comes while the client does. The functions are the client's own, as text.
 */
const start = `<script>{
    const { entry, imports } = document.getElementById('wave-root').dataset
    const { nonce } = document.currentScript
    const add = (tag, properties) => document.head.append(Object.assign(document.createElement(tag), properties, { nonce }))
    add('script', { type: 'module', src: entry })
    for (const name of imports.split(' ').filter(Boolean)) add('link', { rel: 'modulepreload', href: entry.replace(/[^/]+$/, name) })
    const shell = (${readShell})(document.body.dataset, location)
    const at = { path: (${toAddress})(location.pathname), hash: location.hash.slice(1) }
    if (location.pathname !== shell.loginUrl) window.waveEarly = (${callEarly})(shell.socketUrl, '${subprotocol}', (${watch})(at))
  }</script>`

/**
 * Starts the client from a bare `<script>`, the one kind of tag that the gateway gives its nonce.
 *
 * The nonce is handed on to the module and, by the rules of HTML, to everything the module imports; so a policy of
 * `script-src 'nonce-…'` is enough. The address stays an attribute, because the gateway rewrites `="./wave-static/`.
 *
 * `early` are chunks that nearly every page needs: they are asked for with the entry, not when the page has come.
 */
export function noncedEntry(early: readonly string[] = []): Plugin {
  return {
    name: 'wave:nonced-entry',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { chunk, bundle = {} }) {
        const files = new Set([...(chunk?.imports ?? []), ...filesOf(early, bundle)])
        return startFromBareScript(html, [...files].filter((file) => file !== chunk?.fileName))
      },
    },
  }
}

/** The files of these chunks, and what they import at once. Throws when there is no such chunk. */
export function filesOf(names: readonly string[], bundle: Rolldown.OutputBundle): string[] {
  return names.flatMap((name) => {
    const chunk = Object.values(bundle).find((file) => file.type === 'chunk' && file.name === name)
    if (chunk?.type !== 'chunk') throw new Error(`No chunk is called ${name}: what nearly every page needs is asked for by that name`)
    return [chunk.fileName, ...chunk.imports]
  })
}

/**
 * Replaces the module script of the built page. `imports` are the files that are asked for with the entry.
 *
 * Throws when the page does not look as Vite is known to write it.
 */
export function startFromBareScript(html: string, imports: readonly string[]): string {
  const src = entry.exec(html)?.[1]
  if (!src || !html.includes(root)) throw new Error(`index.html needs ${root}…> and one module script written by Vite`)
  const names = imports.map((file) => file.replace(/^.*\//, '')).join(' ')
  return html
    .replace(entry, '')
    .replace(root, `${root} data-entry="${src}" data-imports="${names}"`)
    .replace('</body>', `  ${start}\n</body>`)
}
