import { brotliCompressSync } from 'node:zlib'
import type { Plugin, Rolldown } from 'vite'

export interface Budgets {
  /** Brotli bytes of the entry and of everything it imports at once. */
  shell: number
}

/** Fails the build when the part of the client that every page needs outgrows its budget. */
export function budgets(limits: Budgets): Plugin {
  return {
    name: 'wave:budgets',
    apply: 'build',
    generateBundle(_options, bundle) {
      const shell = shellChunks(bundle)
      const bytes = shell.reduce((sum, chunk) => sum + brotliCompressSync(chunk.code).length, 0)
      this.info(`shell: ${bytes} of ${limits.shell} bytes (brotli) in ${shell.length} files`)
      if (bytes > limits.shell)
        this.error(
          `The shell is ${bytes} bytes (brotli), more than its budget of ${limits.shell}. ` +
            `Load what is not needed for the first paint with import(): ${shell.map((chunk) => chunk.fileName).join(', ')}`,
        )
    },
  }
}

/** The entry chunks and what they import statically. */
export function shellChunks(bundle: Rolldown.OutputBundle): Rolldown.OutputChunk[] {
  const found = new Map<string, Rolldown.OutputChunk>()
  const visit = (name: string): void => {
    const chunk = bundle[name]
    if (chunk?.type !== 'chunk' || found.has(name)) return
    found.set(name, chunk)
    chunk.imports.forEach(visit)
  }
  for (const [name, file] of Object.entries(bundle)) if (file.type === 'chunk' && file.isEntry) visit(name)
  return [...found.values()]
}
