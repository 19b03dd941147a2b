import { until, type Shown } from '../tab.tsx'
import { both, change, clickOn, has, is, lacks, pends, placed, pressOn, pushesOn, reads, shared, tells } from './sights.ts'
import { component, partOf, partOfCard, type Table } from './table.ts'

const { label, tooltip, required, name, disabled } = shared
const common = { name, label, ...placed, tooltip }
const choices = [{ name: 'a', label: 'Apple' }, { name: 'b', label: 'Banana' }, { name: 'c' }]
const others = [{ name: 'z', label: 'Zucchini' }]

/** Opens what hangs below something, unless it is open. */
const open =
  (button: string, list: string) =>
  async (shown: Shown): Promise<void> => {
    if (shown.query(button)?.getAttribute('aria-expanded') !== 'true') await clickOn(button)(shown)
    await until(() => shown.query(list))
  }

const openCombo = open('[data-test=x]', '.w-combo-list')

export const choosing: readonly Table[] = [
  component('choice_group', { name: 'x', choices }, {
    ...{ ...common, required },
    value: { value: 'b', seen: both(is('[data-test=x-b]', 'checked', true), pends('x', 'b')) },
    choices: { value: others, seen: both(reads('Zucchini'), lacks('[data-test=x-a]')), stays: 'a group without choices shows as little' },
    trigger: { value: true, seen: pushesOn(clickOn('[data-test=x] input:not(:checked)')) },
    inline: { value: true, seen: has('.w-choices-inline') },
  }),
  component('checklist', { name: 'x', choices }, {
    ...common,
    values: { value: ['a', 'c'], seen: both(is('[data-test=checkbox-a]', 'checked', true), is('[data-test=checkbox-c]', 'checked', true), pends('x', ['a', 'c'])) },
    choices: { value: others, seen: reads('Zucchini') },
    trigger: { value: true, seen: pushesOn(clickOn('[data-test=checkbox-a]')) },
    inline: { value: true, seen: has('.w-choices-inline') },
  }),
  component('dropdown', { name: 'x', choices }, {
    ...{ ...common, required, disabled },
    placeholder: { value: 'Pick one', seen: reads('Pick one', 'option') },
    value: { value: 'b', seen: both(is('[data-test=x]', 'value', 'b'), pends('x', 'b')) },
    values: { value: ['c', 'a'], seen: both(reads('c, Apple', '[data-test=x]'), pends('x', ['c', 'a'])) },
    choices: { value: others, seen: reads('Zucchini', 'option') },
    trigger: { value: true, seen: pushesOn(change('[data-test=x]', 'b')) },
    popup: { value: 'always', seen: has('button[data-test=x]') },
  }),
  component('combobox', { name: 'x', choices: ['Apple', 'Banana'] }, {
    ...{ ...common, required, disabled },
    placeholder: { value: 'Pick one', seen: is('[data-test=x]', 'placeholder', 'Pick one') },
    value: { value: 'Kiwi', seen: both(is('[data-test=x]', 'value', 'Kiwi'), pends('x', 'Kiwi')) },
    values: { value: ['Apple', 'Kiwi'], seen: both(reads('Kiwi', '.w-chip'), pends('x', ['Apple', 'Kiwi'])) },
    choices: { value: ['Zucchini'], seen: reads('Zucchini', '[role=option]'), first: openCombo, stays: 'without choices there is no list to open' },
    error: { value: 'No such fruit', seen: both(reads('No such fruit', '[role=alert]'), tells('[data-test=x]', 'aria-invalid', 'true')) },
    trigger: { value: true, seen: pushesOn(async (shown) => {
      await openCombo(shown)
      await pressOn('[data-test=x]', 'ArrowDown')(shown)
      await pressOn('[data-test=x]', 'Enter')(shown)
    }) },
  }),
  component('picker', { name: 'x', choices }, {
    ...{ ...common, required, disabled },
    choices: { value: others, seen: reads('Zucchini', '[role=option]'), first: openCombo, stays: 'without choices there is no list to open' },
    values: { value: ['b', 'a'], seen: both(reads('Banana', '.w-chip'), pends('x', ['b', 'a'])) },
    max_choices: { value: 1, given: { values: ['a'] }, seen: is('[data-test=x]', 'readOnly', true) },
    trigger: { value: true, seen: pushesOn(async (shown) => {
      await openCombo(shown)
      await clickOn('[role=option]')(shown)
    }) },
  }),
  component('color_picker', { name: 'x' }, {
    ...common,
    value: { value: '#0a6699', seen: both(is('[aria-label=Hex]', 'value', '#0a6699'), pends('x', '#0a6699')) },
    choices: { value: ['red', '$blue'], seen: has('[data-test="$blue"]') },
    alpha: { value: true, seen: has('[aria-label=Opacity]') },
    inline: { value: true, seen: has('.w-color-preview') },
    trigger: { value: true, seen: pushesOn(change('[aria-label=Hue]', '9')) },
  }),
  component('date_picker', { name: 'x' }, {
    ...{ ...common, disabled },
    placeholder: { value: 'When', seen: reads('When', '[data-test=x]') },
    value: { value: '2024-02-29', seen: both(reads('29', '[data-test=x]'), pends('x', '2024-02-29')) },
    min: { value: '2024-02-10', given: { value: '2024-02-20' }, first: open('[data-test=x]', '.w-calendar'), seen: has('[data-value="2024-02-05"][data-disabled]'), stays: 'a calendar that is open is finished first' },
    max: { value: '2024-02-25', given: { value: '2024-02-20' }, first: open('[data-test=x]', '.w-calendar'), seen: has('[data-value="2024-02-27"][data-disabled]'), stays: 'a calendar that is open is finished first' },
    trigger: { value: true, given: { value: '2024-02-20' }, seen: pushesOn(async (shown) => {
      await open('[data-test=x]', '.w-calendar')(shown)
      await clickOn('[data-part=table-cell-trigger]:is([data-value="2024-02-21"], [data-value="2024-02-22"]):not([data-selected])')(shown)
    }) },
  }),
  component('time_picker', { name: 'x' }, {
    ...{ name, label, ...placed, required, disabled },
    placeholder: { value: 'When', seen: reads('When', '[data-test=x]') },
    value: { value: '21:30', seen: both(reads('09:30 PM', '[data-test=x]'), pends('x', '21:30')) },
    hour_format: { value: '24', given: { value: '21:30' }, seen: reads('21:30', '[data-test=x]') },
    min: { value: '10:00', given: { value: '08:00' }, seen: both(reads('10:00 AM', '[data-test=x]'), pends('x', '10:00')) },
    max: { value: '07:00', given: { value: '08:00' }, seen: both(reads('07:00 AM', '[data-test=x]'), pends('x', '07:00')) },
    minutes_step: { value: 15, seen: ({ query }) => query('[aria-label=Minutes]')?.children.length === 4, first: open('[data-test=x]', '.w-clock') },
    trigger: { value: true, seen: pushesOn(async (shown) => {
      await open('[data-test=x]', '.w-clock')(shown)
      await clickOn('[aria-label=Minutes] [role=option][aria-selected=false]')(shown)
    }) },
  }),
  component('tabs', { name: 'x', items: [{ name: 'a', label: 'Apple' }, { name: 'b' }] }, {
    name,
    ...placed,
    value: { value: 'b', seen: both(tells('[data-test=b]', 'aria-selected', 'true'), pends('x', 'b')) },
    items: { value: [{ name: 'z' }], seen: has('[data-test=z]') },
    link: { value: true, seen: has('.w-tabs-link') },
  }),
  partOf('choice_group', 'choices', 'Choice', { name: 'a' }, {
    name: { value: 'z', seen: has('[data-test=host-z]'), stays: 'whatever has a name keeps one' },
    label: { value: 'Apple', seen: reads('Apple') },
    disabled: { value: true, seen: is('[data-test=host-a]', 'disabled', true) },
  }),
  partOfCard('tab', 'items', 'Tab', { name: 'a' }, {
    name: { value: 'z', seen: has('[data-test=z]'), stays: 'whatever has a name keeps one' },
    label: { value: 'Apple', seen: reads('Apple', '[role=tab]') },
    icon: { value: 'Mail', seen: has('[role=tab] .w-icon') },
    path: { value: 'https://example.com', seen: async (shown) => {
      await clickOn('[data-test=a]')(shown)
      return shown.around.asked.splice(0).includes('open https://example.com')
    } },
  }),
]
