import { isInstalled } from './ensure-installed.mjs';

const jest = { version: '30.5.2', integrity: 'sha512-a' };
const lockOf = (packages) => ({ packages: { '': { name: 'goshawk' }, ...packages } });

describe('isInstalled', () => {
  it('accepts a node_modules that holds what the lock file lists', () => {
    expect(
      isInstalled(lockOf({ 'node_modules/jest': jest }), { packages: { 'node_modules/jest': jest } }),
    ).toBe(true);
  });

  it('refuses a clone without node_modules', () => {
    expect(isInstalled(lockOf({ 'node_modules/jest': jest }), undefined)).toBe(false);
  });

  it('refuses another version, other bytes and a missing package', () => {
    const lock = lockOf({ 'node_modules/jest': jest });
    const installed = (found) => ({ packages: found === undefined ? {} : { 'node_modules/jest': found } });
    expect(isInstalled(lock, installed({ ...jest, version: '29.0.0' }))).toBe(false);
    expect(isInstalled(lock, installed({ ...jest, integrity: 'sha512-b' }))).toBe(false);
    expect(isInstalled(lock, installed(undefined))).toBe(false);
  });

  it('accepts that optional packages of other systems are missing', () => {
    const lock = lockOf({ 'node_modules/fsevents': { version: '2.3.3', optional: true } });
    expect(isInstalled(lock, { packages: {} })).toBe(true);
  });
});
