import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { adoptedStyles } from './build/adopted_styles.ts'
import { budgets } from './build/budgets.ts'
import { icons } from './build/icons.ts'
import { noncedEntry } from './build/nonced_entry.ts'
import { precompressed } from './build/precompressed.ts'

const KB = 1024

/** Where `npm run dev` finds a running Wave server. */
const server = process.env['WAVE_SERVER'] ?? 'http://127.0.0.1:10101'

/** What nearly every page shows. */
const basics = new RegExp(
  '/src/(' +
    [
      'cards/(card_body|footer|form|markdown|markup)\\b',
      'components/(button|choice|command/(arguments|command_menu|run)|field|input|items|label|message_bar|text)\\b',
      // What tables have in common with longer forms.
      'components/(popup/(outside|place|popup)|tags/tag_label)\\.',
      'components/(dropdown/dropdown|tags/tags)\\.css',
      'format/(intl|template)\\.',
      'markdown/(markdown|markup|typography)\\.',
      'page/packed',
      'view/(given|records|suspended|tooltip)',
    ].join('|') +
    ')',
)
/** What forms show. */
const inputs = /\/src\/components\/(checkbox|checklist|choice_group|dropdown\/dropdown|inline|link|progress|separator|slider|spinbox|textbox|toggle)\b/
/** What longer forms show: each of them is small, and a request costs as much as a kilobyte. */
const moreInputs = new RegExp(
  '/src/(' +
    [
      'components/(color_picker|combobox|copyable_text|expander|file_upload|persona|picker|popup|range_slider|stats|stepper|tabs|tags)/',
      'components/(date_picker/date_picker|menu/menu|time_picker/time|time_picker/time_picker)\\.',
      'view/clipboard\\.',
    ].join('|') +
    ')',
)

const hello = ['/cards/markdown/markdown.tsx', '/markdown/render.ts']
const pages = {
  shell: { modules: [], bytes: 30 * KB },
  hello: { modules: hello, bytes: 60 * KB },
  dashboard: { modules: [...hello, '/cards/stats/index.ts', '/cards/plot/index.ts', '/theme/themes.ts'], bytes: 120 * KB },
  form: {
    modules: [
      ...hello,
      '/cards/form/form.tsx',
      '/components/textbox/textbox.tsx',
      '/components/dropdown/choice_list.tsx',
      '/components/file_upload/file_upload.tsx',
      '/components/command/menu.tsx',
    ],
    bytes: 120 * KB,
  },
}

export default defineConfig({
  // Relative, so that the gateway can serve the client below any base URL: it rewrites `="./wave-static/`.
  base: './',
  // See there for why.
  resolve: { alias: [{ find: /^preact\/compat$/, replacement: fileURLToPath(new URL('src/view/flush_sync.ts', import.meta.url)) }] },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [adoptedStyles(), icons(), noncedEntry(['basics']), budgets(pages), precompressed()],
  build: {
    target: 'es2022',
    outDir: '../services/gateway/static',
    emptyOutDir: true,
    assetsDir: 'wave-static',
    // Inlined images would need `data:` in a Content-Security-Policy.
    assetsInlineLimit: 0,
    // Preload links would need the nonce; the client asks for all chunks of a page at once instead.
    modulePreload: false,
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // Small families that are nearly always seen together travel together: one request instead of twenty.
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            { name: 'shell', tags: ['$initial'] },
            { name: 'basics', test: basics },
            { name: 'inputs', test: inputs },
            { name: 'more_inputs', test: moreInputs },
            // What small charts and Vega have in common with plots, and then what only plots are.
            { name: 'charts', test: /\/(d3-(array|path|shape)|internmap)\/|\/src\/plot\/(arrange\/thin|draw\/(curve|path|shape|symbol)|paint\/|scale\/(cell|color))/ },
            { name: 'plots', test: /\/src\/(cards\/)?plot\// },
            { name: 'markup', test: /\/(marked|dompurify)\/|\/src\/(markdown\/(block_rules|render|sanitize)|view\/strangers)\./ },
          ],
        },
      },
    },
  },
  server: {
    proxy: {
      '/_s': { target: server, ws: true },
      '^/(_f|_c|_m|_auth)/': { target: server },
    },
  },
  test: {
    restoreMocks: true,
    // Of a machine that has much else to do. No test waits that long for anything that comes.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Otherwise what stands in for another package would not be found by these.
    server: { deps: { inline: [/@zag-js/] } },
    // What is pure needs no document, and is tested faster without.
    projects: [
      { extends: true, test: { name: 'pure', environment: 'node', include: ['{src,build}/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'views',
          environment: 'happy-dom',
          setupFiles: ['src/testing/match_media.ts'],
          environmentOptions: { happyDOM: { settings: { handleDisabledFileLoadingAsSuccess: true } } },
          include: ['src/**/*.test.tsx'],
        },
      },
    ],
  },
})
