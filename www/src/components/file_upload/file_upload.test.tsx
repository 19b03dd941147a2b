import { act } from 'preact/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { JsonObject } from '../../page/json.ts'
import { click, settle, showForm, type Shown } from '../../testing/tab.tsx'

/** A request that waits for us to answer it. */
class FakeRequest {
  static last: FakeRequest
  upload: { onprogress?: (event: object) => void } = {}
  onload?: () => void
  onerror?: () => void
  onabort?: () => void
  status = 0
  responseText = ''
  url = ''
  body?: FormData
  constructor() {
    FakeRequest.last = this
  }
  open = (_method: string, url: string): void => void (this.url = url)
  send = (body: FormData): void => void (this.body = body)
  abort = (): void => this.onabort?.()

  async answer(status: number, text: string): Promise<void> {
    await act(async () => {
      Object.assign(this, { status, responseText: text })
      this.onload?.()
    })
    await settle()
  }
}

beforeEach(() => vi.stubGlobal('XMLHttpRequest', FakeRequest))
afterEach(() => vi.unstubAllGlobals())

const show = (more: JsonObject = {}): Promise<Shown> => showForm({ file_upload: { name: 'f', ...more } })

async function choose({ query }: Shown, ...names: string[]): Promise<void> {
  await act(() => {
    const input = query<HTMLInputElement>('input[type=file]')!
    Object.defineProperty(input, 'files', { configurable: true, value: names.map((name) => new File(['x'], name)) })
    input.dispatchEvent(new Event('change', { bubbles: true }))
  })
}

const button = (text: string): HTMLButtonElement => [...document.querySelectorAll('button')].find((one) => one.textContent === text)!

test('files are chosen, sent, and submitted', async () => {
  const shown = await show({ label: 'Send', multiple: true })
  expect(button('Send').disabled).toBe(true)
  await choose(shown, 'a.csv', 'b.csv')
  await click(shown.query('[aria-label="Remove a.csv"]')!)
  await click(button('Send'))
  expect(FakeRequest.last.url).toBe('/_f/')
  expect(FakeRequest.last.body?.getAll('files').map((file) => (file as File).name)).toEqual(['b.csv'])
  await act(() => FakeRequest.last.upload.onprogress?.({ loaded: 1, total: 4, lengthComputable: true }))
  expect(shown.query<HTMLProgressElement>('progress')?.value).toBe(25)
  await FakeRequest.last.answer(200, '{"files":["/_f/1/b.csv"]}')
  expect(shown.lastArgs()).toEqual({ f: ['/_f/1/b.csv'], __wave_submission_name__: 'f' })
  await click(button('Upload more'))
  expect(button('Send').disabled).toBe(true)
})

test('before anything is uploaded nothing is submitted', async () => {
  const { client, lastArgs } = await show()
  client.push()
  expect(lastArgs()).toEqual({})
})

test('what may not be uploaded is not taken', async () => {
  const shown = await show({ file_extensions: ['csv'] })
  await choose(shown, 'a.exe')
  expect(shown.query('[role=alert]')?.textContent).toContain('a.exe')
  expect(button('Upload').disabled).toBe(true)
})

test('an upload can be cancelled', async () => {
  const shown = await show()
  await choose(shown, 'a')
  await click(button('Upload'))
  await click(button('Cancel'))
  await settle()
  expect(shown.query('[role=alert]')).toBeNull()
  expect(button('Upload').disabled).toBe(false)
  expect(shown.lastArgs()).toBeUndefined()
})

test('a refusal is told', async () => {
  const shown = await show()
  await choose(shown, 'a')
  await click(button('Upload'))
  await FakeRequest.last.answer(413, '')
  expect(shown.query('[role=alert]')?.textContent).toContain('more than the server takes')
  await click(button('Upload'))
  await FakeRequest.last.answer(200, '<html>')
  expect(shown.query('[role=alert]')?.textContent).toContain('refused')
  await click(button('Upload'))
  await act(async () => FakeRequest.last.onerror?.())
  await settle()
  expect(shown.query('[role=alert]')?.textContent).toContain('interrupted')
})

test('files are dropped', async () => {
  const shown = await show()
  await act(() => {
    const drop = new Event('drop', { bubbles: true, cancelable: true })
    Object.assign(drop, { dataTransfer: { files: [new File(['x'], 'a.txt')] } })
    shown.query('.w-drop-area')?.dispatchEvent(drop)
  })
  expect(shown.query('.w-upload-name')?.textContent).toBe('a.txt')
})

test('a compact upload begins at once, and waits for the submission of all', async () => {
  const shown = await show({ compact: true, label: 'L' })
  await choose(shown, 'a.csv')
  await FakeRequest.last.answer(200, '{"files":["/_f/1/a.csv"]}')
  expect(shown.query<HTMLInputElement>('.w-upload-names input')?.value).toBe('a.csv')
  expect(shown.lastArgs()).toBeUndefined()
  shown.client.push()
  expect(shown.lastArgs()).toMatchObject({ f: ['/_f/1/a.csv'] })
})
