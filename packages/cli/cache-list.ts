import { listAsJson, listAsTable, listEntries, LIST_ORDERS, type ListOrder } from '../commands';
import { graphPlaceOf, invalidOption, type PlaceOptions } from './context';
import { writePieces } from './write-pieces';

export interface CacheListOptions extends PlaceOptions {
  readonly dimension?: string;
  readonly gocache?: string;
  readonly sort: string;
  readonly kind?: string;
  readonly limit?: string;
  readonly json?: boolean;
}

/** `goshawk cache list`: what lies in caches. */
export async function printCacheList(options: CacheListOptions): Promise<number> {
  const { cwd, cacheRoot } = graphPlaceOf(options);
  const { dimension, gocache, kind, json } = options;
  const document = listEntries({
    ...{ cwd, cacheRoot, dimension, gocache, kind },
    sort: orderOf(options.sort),
    limit: limitOf(options.limit),
  });
  await writePieces(json === true ? listAsJson(document) : listAsTable(document));
  return 0;
}

function orderOf(text: string): ListOrder {
  const order = LIST_ORDERS.find((one) => one === text);
  if (order !== undefined) return order;
  throw invalidOption(`--sort=${text}`, `Give one of ${LIST_ORDERS.join(', ')}.`);
}

function limitOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw invalidOption(`--limit=${text}`, 'Give a number of entries, such as 20.');
}
