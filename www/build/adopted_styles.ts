import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const prefix = '\0adopted:'
const sheetModule = fileURLToPath(new URL('../src/view/sheet.ts', import.meta.url))

/**
 * Makes `import './x.css'` adopt a constructed stylesheet instead of linking a file.
 *
 * A family's looks then arrive in the same chunk as its behaviour (no second request, nothing shown unstyled), and
 * a page under `style-src 'nonce-…'` needs no exception for us.
 */
export function adoptedStyles(): Plugin {
  let testing = false
  return {
    name: 'wave:adopted-styles',
    enforce: 'pre',
    configResolved({ mode }) {
      testing = mode === 'test'
    },
    async resolveId(id, importer) {
      if (!id.endsWith('.css') || !importer) return null
      const resolved = await this.resolve(id, importer, { skipSelf: true })
      // Not ending in `.css`, or Vite would take the module itself for a stylesheet.
      return resolved ? `${prefix}${resolved.id}.js` : null
    },
    load(id) {
      if (!id.startsWith(prefix)) return null
      // The documents of tests do not know constructed stylesheets, and tests do not look at looks.
      if (testing) return ''
      const file = id.slice(prefix.length, -'.js'.length)
      return `import css from ${JSON.stringify(`${file}?inline`)}
import { adopt } from ${JSON.stringify(sheetModule)}
adopt(css)`
    },
  }
}
