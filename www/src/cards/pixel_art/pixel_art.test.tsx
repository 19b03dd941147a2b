import { act } from 'preact/test-utils'
import { expect, test } from 'vitest'
import { click, press, showPage, type Shown } from '../../testing/tab.tsx'

async function showPixels(editable: boolean): Promise<Shown> {
  const shown = await showPage({ p: { view: 'pixel_art', box: '1 1 1 1', title: 'Art' } })
  shown.client.editable.value = editable
  await shown.apply({ k: 'p data', f: { f: ['color'], n: 256 } }, { k: 'p data 17', v: ['#ff0000'] })
  return shown
}

const pixel = ({ find }: Shown, place: number): SVGElement => find('p').querySelector(`[data-place="${place}"]`) as SVGElement
const edits = ({ socket }: Shown): string[] => socket.sent.filter((frame) => frame.startsWith('* '))

test('pixels have the colours of the buffer, and follow it', async () => {
  const shown = await showPixels(false)
  expect(shown.find('p').querySelectorAll('[data-place]')).toHaveLength(256)
  expect(pixel(shown, 17).style.fill).toBe('#ff0000')
  await shown.apply({ k: 'p data 17', v: [''] })
  expect(pixel(shown, 17).style.fill).toBe('')
  expect(shown.query('.w-pixel-inks')).toBeNull()
})

test('the pointer paints while it is pressed', async () => {
  const shown = await showPixels(true)
  const enter = (place: number, buttons: number): Promise<void> => act(() => void pixel(shown, place).dispatchEvent(new MouseEvent('pointerenter', { buttons })))
  await enter(1, 0)
  await enter(2, 1)
  expect(edits(shown)).toEqual(['* /demo {"d":[{"k":"p data 2","v":["#000000"]}]}'])
})

test('the keyboard paints as well, and the eraser erases', async () => {
  const shown = await showPixels(true)
  await click(shown.query('[aria-label=Eraser]') as HTMLElement)
  const grid = shown.find('p').querySelector('.w-pixels') as unknown as HTMLElement
  await press(grid, 'ArrowDown')
  await press(grid, 'ArrowRight')
  await press(grid, 'ArrowUp')
  await press(grid, 'ArrowUp')
  expect(grid.getAttribute('aria-label')).toBe('Art, line 1, pixel 2: empty')
  await press(grid, ' ')
  expect(edits(shown)).toEqual(['* /demo {"d":[{"k":"p data 1","v":[""]}]}'])
})
