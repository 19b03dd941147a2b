import { act } from 'preact/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import { click, showPage, until } from '../../testing/tab.tsx'

afterEach(() => vi.restoreAllMocks())

const card = {
  view: 'toolbar',
  box: '1 1 4 1',
  items: [
    { name: 'new', label: 'New', icon: 'Add', items: [{ name: 'mail', label: 'Mail' }] },
    { name: 'up', label: 'Upload' },
    { name: 'share', icon: 'Share', caption: 'Share it' },
  ],
  secondary_items: [{ name: '#help', label: 'Help' }],
  overflow_items: [{ name: 'move', label: 'Move' }],
}

test('commands are submitted whether chosen or not', async () => {
  const { client, lastArgs } = await showPage({ t: card })
  client.push()
  expect(lastArgs()).toEqual({ mail: false, up: false, share: false, move: false, __wave_submission_name__: 'move' })
})

test('a command is submitted, or leads to a hash', async () => {
  const { find, around, lastArgs } = await showPage({ t: card })
  await click(find('up'))
  expect(lastArgs()).toMatchObject({ up: true, move: false })
  await click(find('#help'))
  expect(around.asked).toEqual(['hash help'])
  expect(find('share').getAttribute('aria-label')).toBe('Share it')
})

test('a command with commands opens a menu', async () => {
  const { find, query, lastArgs } = await showPage({ t: card })
  await click(await until(() => find('new').querySelector<HTMLElement>('[data-part=trigger]')))
  await click(await until(() => query('[data-test=mail]')))
  expect(lastArgs()).toMatchObject({ mail: true })
})

test('commands for which there is no room are found at the end', async () => {
  vi.spyOn(HTMLElement.prototype, 'offsetTop', 'get').mockImplementation(function (this: HTMLElement) {
    return this.dataset['test'] === 'share' ? 40 : 0
  })
  const { find, query } = await showPage({ t: card })
  expect(find('share').className).toContain('w-toolbar-hidden')
  await click(await until(() => query('.w-toolbar-more[data-part=trigger]')))
  const found = await until(() => query('.w-toolbar > .w-menu-positioner .w-menu'))
  await act(() => {})
  expect([...found.querySelectorAll('.w-menu-item')].map((item) => item.textContent)).toEqual(['share', 'Move'])
})
