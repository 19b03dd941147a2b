import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const root = fileURLToPath(new URL('../node_modules/@fluentui/react-icons-mdl2', import.meta.url))
const components = join(root, 'lib/components')
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }

/** Named after the version, so that the files may be cached for ever. */
const folder = `icons-${version}`
const devFolder = '/@icons/'
const virtual = 'virtual:wave-icons'

/**
 * Offers the icons that page authors can name as one small file each: only those that are shown travel.
 *
 * `virtual:wave-icons` exports `iconUrl(name)`, the address of an icon's `<symbol>`, whatever the case of the name.
 */
export function icons(): Plugin {
  let dev = false
  return {
    name: 'wave:icons',
    configResolved(config) {
      dev = config.command === 'serve'
    },
    resolveId: (id) => (id === virtual ? `\0${virtual}` : null),
    load(id) {
      if (id !== `\0${virtual}`) return null
      // Chunks lie beside the folder, so icons are found below any base URL.
      const base = dev ? JSON.stringify(devFolder) : `import.meta.url.replace(/[^/]*$/, ${JSON.stringify(`${folder}/`)})`
      return `const base = ${base}
export const iconUrl = (name) => base + encodeURIComponent(name.toLowerCase()) + '.svg#i'`
    },
    // Written directly: as part of the bundle, each of the many files would be reported.
    async writeBundle({ dir = '' }) {
      const target = join(dir, 'wave-static', folder)
      await mkdir(target, { recursive: true })
      await copyFile(join(root, 'LICENSE'), join(target, 'LICENSE.txt'))
      for (const [name, source] of allIcons()) await writeFile(join(target, `${name.toLowerCase()}.svg`), source)
    },
    configureServer(server) {
      const found = new Map([...allIcons()].map(([name, source]) => [name.toLowerCase(), source]))
      server.middlewares.use(devFolder, (request, response) => {
        const source = found.get(/([^/]+)\.svg/.exec(request.url ?? '')?.[1] ?? '')
        response.statusCode = source ? 200 : 404
        response.setHeader('content-type', 'image/svg+xml').end(source ?? '')
      })
    },
  }
}

/** All icons of the package: name and SVG file. */
export function* allIcons(): Generator<[name: string, source: string]> {
  for (const file of readdirSync(components)) {
    const name = /^(\w+)Icon\.js$/.exec(file)?.[1]
    const source = name && toSvg(readFileSync(join(components, file), 'utf8'))
    if (name && source) yield [name, source]
  }
}

/** The drawing of a component, as a file of its own. Nothing when the component draws more than paths. */
export function toSvg(component: string): string | undefined {
  const viewBox = /viewBox: "([\d. -]+)"/.exec(component)?.[1]
  const paths = [...component.matchAll(/\bd: "([^"]+)"/g)].map(([, d]) => `<path d="${d}"/>`)
  if (!viewBox || !paths.length) return undefined
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${viewBox}">` +
    `<symbol id="i" viewBox="${viewBox}">${paths.join('')}</symbol><use href="#i"/></svg>`
  )
}

if (!existsSync(components)) throw new Error(`${components} is missing: run npm ci, or see whether the package has moved its icons.`)
