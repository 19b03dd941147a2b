import { expect, test } from 'vitest'
import { allIcons, toSvg } from './icons.ts'

test('an icon is a symbol of its own file, and can be looked at alone', () => {
  const svg = toSvg('React.createElement("svg", { viewBox: "0 0 8 8" }, React.createElement("path", { d: "M0 0h8" }))')
  expect(svg).toContain('<symbol id="i" viewBox="0 0 8 8"><path d="M0 0h8"/></symbol>')
  expect(svg).toContain('<use href="#i"/>')
})

test('what is no drawing of paths is no icon', () => {
  expect(toSvg('export const x = 1')).toBeUndefined()
})

test('the icons that the client itself shows are there', () => {
  const names = new Set([...allIcons()].map(([name]) => name.toLowerCase()))
  const own = [
    'Blocked2Solid Cancel ChevronDown ChevronDownSmall ChevronRight ChevronUpSmall CompletedSolid ErrorBadge',
    'GlobalNavButton Hide3 IncidentTriangle Info InfoSolid More RedEye StatusErrorFull',
  ].flatMap((line) => line.split(' '))
  expect(own.filter((name) => !names.has(name.toLowerCase()))).toEqual([])
  expect(names.size).toBeGreaterThan(1700)
})
