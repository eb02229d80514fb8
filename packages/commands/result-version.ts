import { version } from '../../package.json';

/**
 * Raise it whenever results that are stored already must not be replayed any more, between releases too: when a digest or a
 * check has missed something, when a task makes other artifacts or records, or when it says something else of the same code.
 */
const SCHEMA = 3;

/** Part of every task digest: what an older version of this package made is made again. */
export const RESULT_VERSION = `goshawk ${version} results ${SCHEMA}`;
