import { render } from 'preact'
import { afterEach, expect, test } from 'vitest'
import { Login } from './login.tsx'

afterEach(() => render(null, document.body))

test('the button takes the wish to come back along', () => {
  render(<Login initUrl="/base/_auth/init" search="?next=%2Fbase%2Fsales" />, document.body)
  const form = document.querySelector('form')!
  expect(form.getAttribute('method')).toBe('post')
  expect(form.getAttribute('action')).toBe('/base/_auth/init?next=%2Fbase%2Fsales')
  expect(form.querySelector('button')!.type).toBe('submit')
})
