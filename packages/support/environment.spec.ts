import { readVariable } from './environment';

it('finds a variable whatever its case on Windows, and only there', () => {
  expect(readVariable({ Path: 'C:\\go' }, 'PATH', 'win32')).toBe('C:\\go');
  expect(readVariable({ Path: '/go' }, 'PATH', 'linux')).toBeUndefined();
  expect(readVariable({ Path: 'a', PATH: 'b' }, 'PATH', 'win32')).toBe('b');
  expect(readVariable({}, 'PATH', 'win32')).toBeUndefined();
});
