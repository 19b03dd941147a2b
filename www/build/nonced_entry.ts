import type { Plugin } from 'vite'

const entry = /\s*<script type="module" crossorigin src="([^"]+)"><\/script>/
const root = '<div id="wave-root"'

/**
 * Starts the client from a bare `<script>`, the one kind of tag that the gateway gives its nonce.
 *
 * The nonce is handed on to the module and, by the rules of HTML, to everything the module imports; so a policy of
 * `script-src 'nonce-…'` is enough. The address stays an attribute, because the gateway rewrites `="./wave-static/`.
 */
export function noncedEntry(): Plugin {
  return {
    name: 'wave:nonced-entry',
    apply: 'build',
    transformIndexHtml: { order: 'post', handler: startFromBareScript },
  }
}

/** Replaces the module script of the built page. Throws when the page does not look as Vite is known to write it. */
export function startFromBareScript(html: string): string {
  const src = entry.exec(html)?.[1]
  if (!src || !html.includes(root)) throw new Error(`index.html needs ${root}…> and one module script written by Vite`)
  const start =
    '<script>{const s=document.createElement("script");s.type="module";s.nonce=document.currentScript.nonce;' +
    's.src=document.getElementById("wave-root").dataset.entry;document.head.append(s)}</script>'
  return html.replace(entry, '').replace(root, `${root} data-entry="${src}"`).replace('</body>', `  ${start}\n</body>`)
}
