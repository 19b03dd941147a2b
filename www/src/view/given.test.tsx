import { render } from 'preact'
import { act } from 'preact/test-utils'
import { expect, test } from 'vitest'
import { useGiven } from './given.ts'

test('what the user says holds until the app gives something anew, be it the same', async () => {
  const root = document.createElement('div')
  let say: (value: string) => void = () => {}
  const View = ({ setting, given }: { setting: string; given: string }) => {
    const [value, set] = useGiven(setting, given)
    say = set
    return <b>{value}</b>
  }
  const shown = async (setting: string, given: string): Promise<string | null> => {
    await act(() => render(<View setting={setting} given={given} />, root))
    return root.textContent
  }
  expect(await shown('0', 'app')).toBe('app')
  await act(() => say('user'))
  expect(root.textContent).toBe('user')
  expect(await shown('0', 'app')).toBe('user')
  expect(await shown('1', 'app')).toBe('app')
  expect(await shown('2', 'other')).toBe('other')
  render(null, root)
})
