import { expect, test } from 'vitest'
import { patch, query, resume, toAddress, watch } from './frames.ts'

const at = { path: '/demo', hash: 'menu/1' }

test('[W1] a watch carries the path and the hash', () => {
  expect(watch(at)).toBe('+ /demo menu/1')
  expect(watch({ path: '/demo', hash: '' })).toBe('+ /demo ')
})

test('[W2] a query carries arguments as JSON', () => {
  expect(query('/demo', { a: 'b c', n: 1 })).toBe('@ /demo {"a":"b c","n":1}')
})

test('[W3] a patch carries ops', () => {
  expect(patch('/demo', [{ k: 'card n', v: 1 }])).toBe('* /demo {"d":[{"k":"card n","v":1}]}')
})

test('[R3] a resume says who we are and how far we came', () => {
  expect(resume({ client: 'c1', key: 'k1', marks: { '/demo': ['e', 7] }, at })).toBe(
    '^ c1 {"k":"k1","at":{"/demo":["e",7]},"path":"/demo","hash":"menu/1"}',
  )
})

test('[F4] an address is decoded, but for spaces and percent signs', () => {
  expect(toAddress('/f%C3%B8')).toBe('/fø')
  expect(toAddress('/a%20b/100%25')).toBe('/a%20b/100%25')
  expect(toAddress('/%zz')).toBe('/%zz')
})
