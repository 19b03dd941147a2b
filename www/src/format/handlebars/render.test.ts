import { describe, expect, test } from 'vitest'
import { TemplateInvalid } from './errors.ts'
import { renderTemplate } from './render.ts'

const data = {
  name: 'Ann',
  html: '<b>"x"</b>',
  zero: 0,
  no: false,
  nothing: null,
  none: [],
  owner: { name: 'Bob', pets: [{ name: 'Rex' }] },
  'odd name': 'odd',
  words: ['a', 'b', 'c'],
  ships: [{ name: 'Aurora', berth: 4 }, { name: 'Borealis', berth: 0 }],
  key: 'name',
}

/** Template and what Handlebars makes of it. */
const table: [string, string][] = [
  ['Hello {{name}}!', 'Hello Ann!'],
  ['{{html}}', '&lt;b&gt;&quot;x&quot;&lt;/b&gt;'],
  ['{{{html}}} {{&html}}', '<b>"x"</b> <b>"x"</b>'],
  ['{{zero}} {{no}} {{nothing}} {{missing}}', '0 false  '],
  ['{{owner.name}} {{owner/name}} {{this.name}} {{./name}}', 'Bob Bob Ann Ann'],
  ['{{[odd name]}} {{owner.[name]}}', 'odd Bob'],
  ['{{words.[1]}} {{words.length}}', 'b 3'],
  ['{{constructor}}{{owner.constructor.name}}', ''],
  ['{{! note }}{{!-- a }} b --}}x', 'x'],
  ['\\{{name}} {{name}}', '{{name}} Ann'],
  ['{{#each words}}{{this}}{{#unless @last}}, {{/unless}}{{/each}}', 'a, b, c'],
  ['{{#each words}}{{@index}}{{.}}{{#if @first}}!{{/if}}{{/each}}', '0a!1b2c'],
  ['{{#each owner}}{{@key}};{{/each}}', 'name;pets;'],
  ['{{#each none}}x{{else}}nobody{{/each}}', 'nobody'],
  ['{{#each ships}}{{name}}{{#if berth}} {{berth}}{{else}} -{{/if}}/{{../name}} {{/each}}', 'Aurora 4/Ann Borealis -/Ann '],
  ['{{#each ships}}{{#if (lookup this "berth")}}{{../name}}{{/if}}{{/each}}', 'Ann'],
  ['{{#each ships as |ship place|}}{{place}}{{ship.name}} {{/each}}', '0Aurora 1Borealis '],
  ['{{#each words}}{{#each ../words}}{{@../index}}{{@index}} {{/each}}{{/each}}', '00 01 02 10 11 12 20 21 22 '],
  ['{{#if zero}}y{{else}}n{{/if}}{{#if zero includeZero=true}}y{{/if}}{{#if none}}y{{^}}n{{/if}}', 'nyn'],
  ['{{#if no}}a{{else if zero}}b{{else if name}}c{{else}}d{{/if}}', 'c'],
  ['{{#with owner}}{{name}} {{@root.name}}{{/with}}', 'Bob Ann'],
  ['{{#with owner as |o|}}{{o.name}}{{/with}}{{#with missing}}x{{else}}none{{/with}}', 'Bobnone'],
  ['{{#owner}}{{name}}{{/owner}}{{#ships}}{{berth}}{{/ships}}{{^none}}empty{{/none}}{{#no}}x{{/no}}', 'Bob40empty'],
  ['{{lookup owner key}} {{lookup (lookup owner "pets") 0}}', 'Bob [object Object]'],
  ['a {{~name~}} b', 'aAnnb'],
  ['{{#each words}}\n- {{this}}\n{{/each}}\nend', '- a\n- b\n- c\nend'],
  ['{{#*inline "who"}}<{{name}}>{{/inline}}{{> who}}{{> who owner}}{{> who name="Zed"}}', '<Ann><Bob><Zed>'],
  ['{{log name}}', ''],
]

describe('a template', () => {
  test.each(table)('%s', (source, text) => expect(renderTemplate(source, data)).toBe(text))
})

describe('a template that makes no sense', () => {
  const senseless = ['{{#if a}}', '{{/if}}', '{{#if a}}{{/each}}', '{{name', '{{else}}', '{{shout name}}', '{{#shout name}}x{{/shout}}', '{{> nobody}}', '{{}}', '{{lookup (a}}', '{{a)}}']
  test.each(senseless)('%s', (source) => expect(() => renderTemplate(source, data)).toThrow(TemplateInvalid))

  test('may not go on for ever', () => {
    expect(() => renderTemplate('{{#*inline "a"}}{{> a}}{{/inline}}{{> a}}', {})).toThrow(TemplateInvalid)
  })
})
