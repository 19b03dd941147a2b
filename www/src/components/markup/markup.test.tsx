// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { showForm, until } from '../../testing/tab.tsx'

test('markup is shown without anything that could run', async () => {
  const { find } = await showForm({ markup: { name: 'm', content: '<b onclick="alert(1)">bold</b><script>alert(2)</script>' } })
  await until(() => find('m').textContent)
  expect(find('m').innerHTML).toBe('<div><b>bold</b></div>')
})
