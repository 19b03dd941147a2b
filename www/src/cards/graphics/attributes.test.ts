import { expect, test } from 'vitest'
import { attributeName, attributesOf } from './attributes.ts'

test('names are those of SVG, however they are written', () => {
  const names = ['stroke_width', 'strokeWidth', 'stroke-width', 'text_anchor', 'view_box', 'path_length', 'class_name', 'x1', 'font_size', 'xlink_href']
  expect(names.map(attributeName)).toEqual([
    ...['stroke-width', 'stroke-width', 'stroke-width', 'text-anchor', 'viewBox', 'pathLength', 'class', 'x1', 'font-size', 'href'],
  ])
})

test('what could run is left out', () => {
  const bad = ['javascript:alert(1)', ' java\tscript:alert(1)', 'data:text/html,x', 'VBScript:x']
  for (const href of bad) expect(attributesOf({ _t: 'i', href })).toEqual({})
  expect(attributesOf({ onclick: 'x', on_load: 'x', ONFOCUS: 'x', key: 'x', ref: 'x', children: 'x', nested: { a: 1 } })).toEqual({})
})

test('pictures and references are kept', () => {
  expect(attributesOf({ href: '/a.png' })).toEqual({ href: '/a.png' })
  expect(attributesOf({ href: '#a' })).toEqual({ href: '#a' })
  expect(attributesOf({ href: 'data:image/png;base64,x' })).toEqual({ href: 'data:image/png;base64,x' })
})
