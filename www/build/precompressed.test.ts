import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { compressAll } from './precompressed.ts'

const text = 'words and words and '.repeat(100)
let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wave-build-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('every text file of some size gets a brotli and a gzip copy', async () => {
  await writeFile(join(folder, 'a.js'), text)
  await compressAll(folder)
  expect(brotliDecompressSync(await readFile(join(folder, 'a.js.br'))).toString()).toBe(text)
  expect(gunzipSync(await readFile(join(folder, 'a.js.gz'))).toString()).toBe(text)
})

test('small files, and files that are compressed already, stay alone', async () => {
  await writeFile(join(folder, 'small.js'), 'x')
  await writeFile(join(folder, 'picture.png'), text)
  await compressAll(folder)
  expect((await readdir(folder)).sort()).toEqual(['picture.png', 'small.js'])
})
