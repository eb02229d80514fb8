import { sha256 } from '../support';
import type { Component } from './components/component';

/** Raised whenever the meaning of a component changes, so that no cache of an older meaning is taken for a new one. */
const SCHEMA = 'goshawk dimension 1';

/** SHA-256 (hex) over the names and values of all components, in the order of their names. Sources do not count. */
export function fingerprintOf(components: readonly Component[]): string {
  const ordered = [...components].sort((a, b) => (a.name < b.name ? -1 : 1));
  return sha256(SCHEMA, ...ordered.flatMap(({ name, value }) => [name, value]));
}

/** `<goos>-<goarch>-cgo<0|1>[-race…]-<12 hex>`: readable, unique and free of characters that a file system minds. */
export function dimensionName(components: readonly Component[], fingerprint: string): string {
  const value = (name: string) => components.find((component) => component.name === name)?.value ?? '';
  const instrumentation = value('instrumentation');
  const parts = [value('GOOS'), value('GOARCH'), `cgo${value('CGO_ENABLED') === '1' ? '1' : '0'}`];
  if (instrumentation !== '') parts.push(...instrumentation.split(','));
  return [...parts, fingerprint.slice(0, 12)].join('-');
}
