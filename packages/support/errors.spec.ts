import { formatError, GoshawkError, systemErrorCode, UsageError } from './errors';

const details = { code: 'go-not-found', message: 'Go is not there.', next: 'Install it.' };

describe('GoshawkError', () => {
  it('fails with exit code 1 unless told otherwise', () => {
    expect(new GoshawkError(details).exitCode).toBe(1);
    expect(new GoshawkError({ ...details, exitCode: 3 }).exitCode).toBe(3);
  });

  it('keeps its cause', () => {
    const cause = new Error('ENOENT');
    expect(new GoshawkError({ ...details, cause }).cause).toBe(cause);
  });

  it('is a usage error with exit code 2 as UsageError', () => {
    const error = new UsageError(details);
    expect(error).toBeInstanceOf(GoshawkError);
    expect([error.name, error.exitCode, error.code]).toEqual(['UsageError', 2, 'go-not-found']);
  });
});

describe('formatError', () => {
  it('prints a known error as what happened and what to do, without a stack', () => {
    expect(formatError(new GoshawkError(details))).toBe('Go is not there. [go-not-found]\n  Install it.');
  });

  it('prints an unknown error with its stack', () => {
    const text = formatError(new RangeError('boom'));
    expect(text).toContain('RangeError: boom');
    expect(text).toContain('errors.spec');
  });

  it('prints what is no error at all', () => {
    expect(formatError('just a text')).toBe('just a text');
  });
});

describe('systemErrorCode', () => {
  it('knows the code of a system error and nothing else', () => {
    expect(systemErrorCode(Object.assign(new Error('x'), { code: 'ENOENT', errno: -2 }))).toBe('ENOENT');
    expect(systemErrorCode({ code: 'ENOENT', errno: -2 })).toBeUndefined();
    expect(systemErrorCode(new GoshawkError(details))).toBeUndefined();
    expect(systemErrorCode(undefined)).toBeUndefined();
  });
});
