import { expect, test } from 'vitest'
import { click, showPage } from '../../testing/tab.tsx'

const words = { box: '1 1 1 1', name: 'go', title: 'T', image: '/a.png' }
const persona = { persona: { title: 'Ann', size: 'xl' } }

test.each(['preview', 'tall_info', 'wide_info', 'tall_article_preview', 'wide_article_preview'])('%s can be clicked as a whole', async (view) => {
  const { find, lastArgs } = await showPage({ card: { ...words, view, caption: 'C', persona } })
  await click(find('go'))
  expect(lastArgs()).toEqual({ go: 'go', __wave_submission_name__: 'go' })
})

test.each(['preview', 'tall_info', 'wide_info'])('%s with a label has a button instead', async (view) => {
  const { find, query, around } = await showPage({ card: { ...words, name: '#there', view, caption: 'C', label: 'Go there' } })
  expect(query('.w-stretched')).toBeNull()
  expect(find('#there').textContent).toBe('Go there')
  await click(find('#there'))
  expect(around.asked).toEqual(['hash there'])
})

test.each(['tall_article_preview', 'wide_article_preview'])('%s without a name cannot be clicked', async (view) => {
  const { find } = await showPage({ card: { ...words, name: '', view, persona } })
  expect(find('card').querySelector('h2 > button')).toBeNull()
})

test('an information card follows updates', async () => {
  const { find, apply } = await showPage({ card: { ...words, view: 'tall_info', caption: 'C', category: 'K', image_height: '90px' } })
  expect(find('card').querySelector('img')?.style.height).toBe('90px')
  await apply({ k: 'card title', v: 'New' }, { k: 'card image', v: null })
  expect(find('card').textContent).toBe('NewKC')
  expect(find('card').querySelector('.w-info-badge svg')).not.toBeNull()
})

test('the picture of a wide information card stands on either side', async () => {
  const { find } = await showPage({ a: { ...words, view: 'wide_info', caption: '', align: 'right' }, b: { ...words, view: 'wide_info', caption: '' } })
  expect(['a', 'b'].map((name) => find(name).querySelector('.w-info')?.classList.contains('w-info-right'))).toEqual([true, false])
})
