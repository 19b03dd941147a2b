import { brotliCompressSync } from 'node:zlib'
import type { Plugin, Rolldown } from 'vite'

type Bundle = Rolldown.OutputBundle
type Chunk = Rolldown.OutputChunk

export interface Budget {
  /** Modules that such a page loads besides the shell, as the ends of their paths. */
  modules: readonly string[]
  /** Brotli bytes of all that is loaded. */
  bytes: number
}

/** Fails the build when a kind of page outgrows its budget. Every page has the shell: the entry and all it imports at once. */
export function budgets(pages: Readonly<Record<string, Budget>>): Plugin {
  return {
    name: 'wave:budgets',
    apply: 'build',
    generateBundle(_options, bundle) {
      for (const [page, { modules, bytes }] of Object.entries(pages)) {
        const chunks = chunksOf(bundle, modules)
        const sum = chunks.reduce((total, { code }) => total + brotliCompressSync(code).length, 0)
        this.info(`${page}: ${sum} of ${bytes} bytes (brotli) in ${chunks.length} files`)
        if (sum > bytes)
          this.error(
            `A ${page} page takes ${sum} bytes (brotli), more than its budget of ${bytes}. ` +
              `Load what is not needed for the first paint with import(): ${chunks.map(({ fileName }) => fileName).join(', ')}`,
          )
      }
    },
  }
}

/** The chunks that hold the entry and these modules, and what they import statically. */
export function chunksOf(bundle: Bundle, modules: readonly string[]): Chunk[] {
  const all = Object.values(bundle).filter((file): file is Chunk => file.type === 'chunk')
  const found = new Set<Chunk>()
  const visit = (chunk: Chunk): void => {
    if (found.has(chunk)) return
    found.add(chunk)
    for (const name of chunk.imports) {
      const imported = bundle[name]
      if (imported?.type === 'chunk') visit(imported)
    }
  }
  all.filter(({ isEntry }) => isEntry).forEach(visit)
  for (const module of modules) {
    const home = all.find(({ moduleIds }) => moduleIds.some((id) => id.endsWith(module)))
    if (!home) throw new Error(`No chunk holds ${module}: has it moved?`)
    visit(home)
  }
  return [...found]
}
