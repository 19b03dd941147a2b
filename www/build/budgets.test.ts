import type { Rolldown } from 'vite'
import { expect, test } from 'vitest'
import { chunksOf } from './budgets.ts'

const chunk = (fileName: string, moduleIds: string[], imports: string[] = [], isEntry = false): object => ({
  type: 'chunk',
  fileName,
  moduleIds,
  imports,
  isEntry,
})

const bundle = {
  'main.js': chunk('main.js', ['/src/main.ts'], ['shared.js'], true),
  'shared.js': chunk('shared.js', ['/src/shared.ts'], ['main.js']),
  'table.js': chunk('table.js', ['/src/table/table.tsx'], ['rows.js', 'shared.js']),
  'rows.js': chunk('rows.js', ['/src/rows.ts']),
  'logo.svg': { type: 'asset', fileName: 'logo.svg' },
} as unknown as Rolldown.OutputBundle

const names = (modules: string[]): string[] => chunksOf(bundle, modules).map(({ fileName }) => fileName)

test('the shell is the entry and what it imports', () => {
  expect(names([])).toEqual(['main.js', 'shared.js'])
})

test('a page is the shell, its modules and what they import, each once', () => {
  expect(names(['/table/table.tsx'])).toEqual(['main.js', 'shared.js', 'table.js', 'rows.js'])
})

test('a module that has moved is noticed', () => {
  expect(() => names(['/gone.ts'])).toThrow('/gone.ts')
})
