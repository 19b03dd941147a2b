/** jsdom has no media queries: nothing is preferred there. */
window.matchMedia ??= (media: string): MediaQueryList => Object.assign(new EventTarget(), { media, matches: false }) as unknown as MediaQueryList
