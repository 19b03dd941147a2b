/**
 * Words, numbers and simple punctuation, and whatever is not ASCII, of which Markdown knows nothing. Not beginning like a list or
 * a quotation, and no full stop before a letter, which may be an address. Brackets may be signs: (c), (r), (tm).
 */
const plain = /^(?![-+>#]|\d+[.)](?:\s|$))(?:[a-z0-9 ,;:?!%$=/)\u00a0-\uffff]|\.(?=[\s\d]|$)|-(?!-)|\((?!(?:[cr]|tm)\)))*$/i

/** Is this text what it seems, without any markup? Then there is no need for anything that reads markup. */
export const isPlain = (text: string): boolean => plain.test(text) && !/^\s|:\/\/|\bwww\b/i.test(text)
