import { UsageError } from '../support';
import { readGraphDocument, renderDot, renderMermaid, renderText } from '../commands';
import { graphPlaceOf, type PlaceOptions } from './context';

export interface GraphOptions extends PlaceOptions {
  readonly json?: boolean;
  readonly dot?: boolean;
  readonly mermaid?: boolean;
  readonly packages?: boolean;
}

/** `goshawk graph`: projects and what they import. */
export function printGraph(options: GraphOptions): number {
  const { json, dot, mermaid, packages } = options;
  if ([json, dot, mermaid].filter((one) => one === true).length > 1) {
    throw new UsageError({
      code: 'one-form-at-a-time',
      message: '--json, --dot and --mermaid are three forms of the same.',
      next: 'Choose one.',
    });
  }
  const document = readGraphDocument(graphPlaceOf(options), packages === true ? 'packages' : 'projects');
  if (json === true) process.stdout.write(`${JSON.stringify(document, undefined, 2)}\n`);
  else if (dot === true) process.stdout.write(renderDot(document));
  else process.stdout.write(mermaid === true ? renderMermaid(document) : renderText(document));
  return 0;
}
