import { paletteOf, type Palette } from './palette.ts'

/** The palettes that come with Wave, in the order of `paletteColors`; the default one is part of the shell. */
const palettes: Readonly<Record<string, string>> = {
  neon:
    '#ffffff #0d0e0f #1b1d1f #e1eb8a #d7e464 #d0df4a #cddc39 #b3c132 #7a8422 #3d4211 #202309 #080902 #f8f8f8 #f4f4f4 #ffffff #dadada #d0d0d0 #c8c8c8 #5b5f63 #3c4043 #35383b #2c2f32 #1f2123 #16181a #0d0e0f',
  'h2o-dark':
    '#ffffff #121212 #080808 #8f7015 #c2991d #e6b522 #fec925 #ffcf40 #ffde7d #ffefbe #fff6dc #fffdf6 #f8f8f8 #f4f4f4 #ffffff #dadada #d0d0d0 #c8c8c8 #656565 #454545 #3d3d3d #343434 #252525 #1c1c1c #121212',
  'one-dark-pro':
    '#cacccf #282c34 #0e0c21 #e2b3f1 #d899ec #d288e8 #cd7be5 #b46dca #7b4a8a #3d2545 #211425 #080509 #f9f9f9 #f3f3f4 #cacccf #e7e8e9 #e1e2e4 #dcdddf #686e7a #4e545f #484d59 #414651 #353a44 #2f333c #282c34',
  monokai:
    '#cdcccf #2b2a2d #232022 #f9a6bc #f787a5 #f67194 #f56188 #d75679 #933b52 #491d29 #271016 #0a0405 #f9f9f9 #f3f3f4 #cdcccf #e8e8e9 #e3e3e4 #dedddf #737177 #58565b #515054 #49484c #3c3b3f #343337 #2b2a2d',
  nord:
    '#c8d1e3 #2e3441 #3b4251 #b8dce5 #a2cfdc #92c7d6 #87c0d0 #78aab8 #52747d #293a3f #161f21 #050808 #f8f9fc #f2f4f9 #c8d1e3 #e5eaf2 #dfe5ef #d9e0ec #6a7282 #515969 #4c5363 #454c5b #3a414f #343a48 #2e3441',
  'winter-is-coming':
    '#d4deec #0a2d44 #031629 #89c8ea #63b5e2 #4aa9dd #38a0da #328dbf #226082 #113041 #091a23 #020609 #fafbfd #f5f8fb #d4deec #ecf0f7 #e7edf5 #e3eaf3 #3c6886 #24506d #204a67 #1a4460 #123a54 #0e344d #0a2d44',
  fuchasia:
    '#c7ccd0 #381e42 #2c1834 #ecade8 #e692e0 #e180db #de73d7 #c366bd #854581 #432340 #231222 #090509 #f8f9f9 #f2f3f4 #c7ccd0 #e6e8ea #e0e3e5 #dadee0 #775584 #5e3d6b #583865 #51325e #462852 #3f234a #381e42',
  nature:
    '#cbcece #13413f #0c2521 #7ddaaf #56cd95 #3ec385 #2dbd7a #28a66b #1b7149 #0e3925 #071e13 #020805 #f9f9f9 #f3f4f4 #cbcece #e8e9e9 #e3e4e4 #dddfdf #46827f #2f6966 #2a6360 #245b59 #1c4f4d #174846 #13413f',
  solarized:
    '#002b36 #fdf6e3 #eee7d5 #153956 #1d4d74 #225b8a #266599 #3874a5 #6b9bc2 #aecae0 #d2e2ef #f3f8fb #083e4c #165362 #002b36 #3f7e8e #5a96a4 #7baebb #c6c1b2 #cec9b9 #d8d2c2 #e8e2d1 #f2ebd9 #f6efdd #fdf6e3',
  oceanic:
    '#ced5d9 #263238 #1e272c #79d0c4 #52bfb1 #3ab3a3 #2bab9a #269687 #1a675c #0d332e #071b19 #020706 #d0dade #c1cdd2 #b0bec5 #9aa6ad #697176 #34393b #63757e #4a5b63 #44555d #3e4d55 #334148 #2d3a41 #263238',
  ember:
    '#1c1e24 #f4f6f8 #ebeef2 #6f1a12 #972318 #b3291d #c72e20 #ce4236 #dd776e #eeb7b2 #f6d8d5 #fdf5f4 #30333c #464954 #1c1e24 #747884 #8d919c #a7aab4 #bec0c2 #c6c8ca #cfd1d3 #dfe1e3 #e8eaed #eceef1 #f4f6f8',
  lighting:
    '#4f5959 #f4f6f9 #ffffff #173e6e #1f5495 #2564b1 #296fc4 #3e7ecb #74a3dc #b5ceed #d7e5f6 #f5f8fd #2c3232 #3c4444 #4f5959 #636d6d #919c9c #c7cdcd #c0c2c4 #c8c9cc #d1d3d6 #e1e3e5 #eaecef #eef0f3 #f4f6f9',
  kiwi:
    '#000000 #ffffff #f4fae8 #324212 #435918 #506a1d #597520 #698630 #93ac61 #c6d6a7 #e0e9ce #f7f9f2 #0b0b0b #151515 #000000 #2f2f2f #373737 #595959 #c8c8c8 #d0d0d0 #dadada #eaeaea #f4f4f4 #f8f8f8 #ffffff',
  benext:
    '#555555 #ffffff #e3e6ea #60280e #823613 #9a4017 #ab481a #b5582e #cd8564 #e6beab #f2dbd1 #fcf6f3 #2f2f2f #404040 #555555 #696969 #989898 #cccccc #b2b5b8 #babcbf #c3c5c9 #d1d4d7 #dadde1 #dde0e4 #e3e6ea',
}

/** The palette of a theme that comes with Wave. Undefined when there is none of that name. */
export function builtInPalette(name: string): Palette | undefined {
  const colors = Object.hasOwn(palettes, name) ? palettes[name] : undefined
  return colors === undefined ? undefined : paletteOf(colors)
}
