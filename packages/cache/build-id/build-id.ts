/** What the go command writes into a compiled package (two parts) or a linked executable (four parts). */
export interface BuildId {
  /** All parts, with slashes. */
  readonly whole: string;
  /** First part: the action that made the file, 20 characters as of `hashToString`. */
  readonly actionId: string;
  /** Last part: the content of the file, 20 characters. */
  readonly contentId: string;
}

const PART = '[A-Za-z0-9_-]{20}';
const FORM = new RegExp(`^(${PART})/(?:${PART}/${PART}/)?(${PART})$`);

/**
 * Reads `action/content` or `action/main action/main content/content` (cmd/go/internal/work/buildid.go).
 *
 * @returns undefined for every other text, such as what a user gave with `-buildid=`
 */
export function parseBuildId(text: string): BuildId | undefined {
  const [whole, actionId, contentId] = FORM.exec(text) ?? [];
  if (whole === undefined || actionId === undefined || contentId === undefined) return undefined;
  return { whole, actionId, contentId };
}
