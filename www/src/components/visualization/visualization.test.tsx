import { expect, test } from 'vitest'
import { showForm, until } from '../../testing/tab.tsx'

test('a visualization draws its plot, as high as it is asked to be', async () => {
  const { find, query } = await showForm({
    visualization: { name: 'v', height: '200px', plot: { marks: [{ type: 'line', x: '=x', y: '=y' }] }, data: [{ x: 1, y: 2 }] as never },
  })
  await until(() => query('[data-test=v]'))
  expect(find('v').closest<HTMLElement>('.w-visualization')?.style.height).toBe('200px')
})
