import { readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDirectory } from '../../support/testing/make-directory';
import { takeExpected, writeExpected } from './expected-artifacts';

const EXPECTED = {
  'app:go-build': {
    own: { taskInputs: '0123456789abcdef', dimension: 'linux-amd64-cgo0-0', artifacts: ['dist/app/app'] },
    overridden: null,
  },
};

describe('what the pre-task hook expects', () => {
  it('is there for the post-task hook of the same run, once', () => {
    const state = makeDirectory();
    writeExpected(state, 'one', EXPECTED);
    writeExpected(state, 'other', {});
    expect(takeExpected(state, 'other')).toEqual({});
    expect(takeExpected(state, 'one')).toEqual(EXPECTED);
    expect(takeExpected(state, 'one')).toEqual({});
  });

  it('counts as nothing where it is damaged or cannot be kept', () => {
    const state = makeDirectory({ file: '' });
    writeExpected(state, 'one', EXPECTED);
    const [name = ''] = readdirSync(join(state, 'expected'));
    writeFileSync(join(state, 'expected', name), '{"app:go-build":{"own":{}}}');
    expect(takeExpected(state, 'one')).toEqual({});
    writeExpected(join(state, 'file'), 'one', EXPECTED);
    expect(takeExpected(join(state, 'file'), 'one')).toEqual({});
  });

  it('does not stay for ever when a command is killed', () => {
    const state = makeDirectory();
    writeExpected(state, 'killed', EXPECTED);
    const [killed = ''] = readdirSync(join(state, 'expected'));
    const longAgo = new Date(Date.now() - 48 * 60 * 60 * 1000);
    utimesSync(join(state, 'expected', killed), longAgo, longAgo);
    writeExpected(state, 'next', EXPECTED);
    expect(readdirSync(join(state, 'expected'))).toHaveLength(1);
    expect(takeExpected(state, 'next')).toEqual(EXPECTED);
  });
});
