/** Colours and cursor movements of terminals: without the escape character their rest would stay as noise. */
// eslint-disable-next-line no-control-regex -- Control characters are what this is about.
const TERMINAL_SEQUENCE = /\u001b\[[0-9;?]*[ -/]*[@-~]/g;

/** What no XML 1.0 document may contain, not even escaped (https://www.w3.org/TR/xml/#charsets); lone surrogates among it. */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // Parsers would make another line break of it.
  '\r': '&#13;',
};

/** Text for XML: what XML does not allow is taken out, the rest means what it meant. Attributes have no tabs and line breaks. */
export function escapeXml(text: string): string {
  return text
    .replace(TERMINAL_SEQUENCE, '')
    .replace(FORBIDDEN, '')
    .replace(/[&<>"\r]/g, (character) => ENTITIES[character] ?? character);
}
