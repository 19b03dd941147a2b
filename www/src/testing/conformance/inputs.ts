import { act } from 'preact/test-utils'
import { component, type Table } from './table.ts'
import { both, change, clickOn, fieldSays, has, icon, is, lacks, looks, pends, placed, pushesOn, reads, shared, tells, typeInto } from './sights.ts'
import { vi } from 'vitest'
import type { Shown } from '../tab.tsx'

/** Types, and waits until the field takes that for a pause. */
const typeAndPause =
  (selector: string, text: string) =>
  async (shown: Shown): Promise<void> => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const typed = typeInto(selector, text)(shown)
    await vi.advanceTimersByTimeAsync(600)
    await typed
    vi.useRealTimers()
  }

const { label, tooltip, required, name, disabled } = shared
const common = { name, label, ...placed, tooltip }

/** Chooses files of so many MiB. */
const chooseFiles =
  (...sizes: number[]) =>
  async ({ query }: Shown): Promise<void> => {
    const input = query('input[type=file]') as HTMLElement
    const files = sizes.map((size, place) => new File([new Uint8Array(size * 1024 * 1024)], `${place}.csv`))
    Object.defineProperty(input, 'files', { value: files, configurable: true })
    await act(() => void input.dispatchEvent(new Event('change', { bubbles: true })))
  }

let count = 0
/** Another text each time. */
const another = (): string => String(++count % 90)

export const inputs: readonly Table[] = [
  component('textbox', { name: 'x' }, {
    ...{ ...common, required, disabled },
    placeholder: { value: 'Type', seen: is('[data-test=x]', 'placeholder', 'Type') },
    value: { value: 'Ada', seen: both(fieldSays('Ada'), pends('x', 'Ada')) },
    mask: {
      value: '(999) 9',
      seen: async (shown) => {
        await typeInto('[data-test=x]', '1234')(shown)
        return fieldSays('(123) 4')(shown)
      },
    },
    icon: { value: 'Calendar', seen: icon('Calendar', '.w-box') },
    prefix: { value: 'https://', seen: reads('https://', '.w-affix') },
    suffix: { value: '.com', seen: reads('.com', '.w-affix') },
    error: { value: 'Too short', seen: both(reads('Too short', '[role=alert]'), tells('[data-test=x]', 'aria-invalid', 'true')) },
    readonly: { value: true, seen: is('[data-test=x]', 'readOnly', true) },
    multiline: { value: true, seen: has('textarea[data-test=x]') },
    password: { value: true, seen: is('[data-test=x]', 'type', 'password') },
    trigger: { value: true, seen: pushesOn((shown) => typeAndPause('[data-test=x]', another())(shown)) },
    height: { value: '200px', given: { multiline: true }, seen: looks('textarea', 'height', '200px') },
    spellcheck: { unseen: 'only real browsers know it: see tests/e2e/components/test_inputs.py' },
    type: { value: 'tel', seen: is('[data-test=x]', 'type', 'tel') },
  }),
  component('checkbox', { name: 'x' }, {
    ...{ ...common, disabled },
    value: { value: true, seen: both(is('[data-test=x]', 'checked', true), pends('x', true)) },
    indeterminate: { value: true, seen: is('[data-test=x]', 'indeterminate', true) },
    trigger: { value: true, seen: pushesOn(clickOn('[data-test=x]')) },
  }),
  component('toggle', { name: 'x' }, {
    ...{ ...common, disabled },
    value: { value: true, seen: both(is('[data-test=x]', 'checked', true), reads('On', '.w-toggle-state'), pends('x', true)) },
    trigger: { value: true, seen: pushesOn(clickOn('[data-test=x]')) },
  }),
  component('slider', { name: 'x' }, {
    ...{ ...common, disabled },
    min: { value: -5, seen: is('[data-test=x]', 'min', '-5') },
    max: { value: 7, seen: is('[data-test=x]', 'max', '7') },
    step: { value: 3, seen: is('[data-test=x]', 'step', '3') },
    value: { value: 42, seen: both(reads('42', 'output'), pends('x', 42)) },
    trigger: { value: true, seen: pushesOn(change('[data-test=x]', '9')) },
  }),
  component('range_slider', { name: 'x' }, {
    ...{ ...common, disabled: { value: true, seen: is('[data-test=x] input', 'disabled', true) } },
    min: { value: -5, seen: is('[data-test=x] input', 'min', '-5') },
    max: { value: 7, seen: is('[data-test=x] input', 'max', '7') },
    step: { value: 3, seen: is('[data-test=x] input', 'step', '3') },
    min_value: { value: 10, seen: both(reads('10', '.w-range-low'), pends('x', [10, 100])) },
    max_value: { value: 20, seen: both(reads('20', 'output:last-child'), pends('x', [0, 20])) },
    trigger: { value: true, seen: pushesOn(change('[data-test=x] input', '9')) },
  }),
  component('spinbox', { name: 'x' }, {
    ...{ ...common, disabled },
    min: { value: -5, seen: tells('[data-test=x]', 'aria-valuemin', '-5') },
    max: { value: 7, seen: tells('[data-test=x]', 'aria-valuemax', '7') },
    step: {
      value: 0.25,
      seen: async (shown) => {
        await typeInto('[data-test=x]', '1.13')(shown)
        return pends('x', 1.13)(shown)
      },
    },
    value: { value: 42, seen: both(fieldSays('42'), pends('x', 42)) },
    trigger: { value: true, seen: pushesOn((shown) => typeAndPause('[data-test=x]', another())(shown)) },
  }),
  component('file_upload', { name: 'x' }, {
    name,
    ...placed,
    tooltip,
    required,
    label: { value: 'Send', seen: reads('Send', '.w-button-primary') },
    multiple: { value: true, seen: is('input[type=file]', 'multiple', true) },
    file_extensions: { value: ['csv', '.GZ'], seen: tells('input[type=file]', 'accept', '.csv,.gz') },
    max_file_size: { value: 1, seen: reads('larger than 1 MB', '[role=alert]'), first: chooseFiles(2) },
    max_size: { value: 1, given: { multiple: true }, seen: reads('larger than 1 MB', '[role=alert]'), first: chooseFiles(0.6, 0.6) },
    height: { value: '88px', seen: looks('.w-drop-area', 'height', '88px') },
    compact: { value: true, seen: lacks('.w-drop-area') },
  }),
]
