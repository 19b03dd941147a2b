import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const compressible = /\.(js|css|html|svg|json|txt|webmanifest)$/
/** Below this size a compressed copy saves nothing that a network packet would notice. */
const minBytes = 860

const encodings: Record<string, (raw: Buffer) => Promise<Buffer>> = {
  br: (raw) =>
    promisify(brotliCompress)(raw, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: raw.length,
      },
    }),
  gz: (raw) => promisify(gzip)(raw, { level: 9 }),
}

/** Leaves `x.br` and `x.gz` beside every text file of the build, so that the gateway never compresses on the fly. */
export function precompressed(): Plugin {
  let outDir = ''
  return {
    name: 'wave:precompressed',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir)
    },
    closeBundle: {
      sequential: true,
      async handler(error?: Error) {
        if (!error) await compressAll(outDir)
      },
    },
  }
}

/** Compresses all text files of a folder. */
export async function compressAll(folder: string): Promise<void> {
  const names = await readdir(folder, { recursive: true })
  await Promise.all(names.filter((name) => compressible.test(name)).map((name) => compress(join(folder, name))))
}

async function compress(file: string): Promise<void> {
  const raw = await readFile(file)
  if (raw.length < minBytes) return
  for (const [extension, encode] of Object.entries(encodings)) {
    const encoded = await encode(raw)
    if (encoded.length < raw.length) await writeFile(`${file}.${extension}`, encoded)
  }
}
