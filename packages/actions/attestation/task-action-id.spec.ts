import { taskActionId, type ActionParts } from './task-action-id';

const PARTS: ActionParts = {
  fingerprint: 'f'.repeat(64),
  taskInputs: '0123456789abcdef',
  importPath: 'example.test/app',
  flags: ['-tags=a', '-overlay=/home/ada/work/overlay.json'],
  sources: ['example.test/app=1', 'example.test/lib=2'],
  workspaceRoot: '/home/ada/work',
};

describe('taskActionId', () => {
  it('has the form build@<16 hex digits>', () => {
    expect(taskActionId(PARTS)).toMatch(/^build@[0-9a-f]{16}$/);
  });

  it('is the same wherever the workspace lies, and in whatever order sources come', () => {
    const elsewhere = {
      ...PARTS,
      flags: ['-tags=a', '-overlay=/srv/ci/overlay.json'],
      sources: [...PARTS.sources].reverse(),
      workspaceRoot: '/srv/ci',
    };
    expect(taskActionId(elsewhere)).toBe(taskActionId(PARTS));
  });

  it('differs by everything that decides a program', () => {
    const others: Partial<ActionParts>[] = [
      { fingerprint: 'e'.repeat(64) },
      { taskInputs: 'fedcba9876543210' },
      { importPath: 'example.test/other' },
      { flags: ['-tags=a'] },
      { flags: [...PARTS.flags].reverse() },
      { sources: ['example.test/app=1', 'example.test/lib=3'] },
      { sources: ['example.test/app=1'] },
    ];
    const ids = [{}, ...others].map((other) => taskActionId({ ...PARTS, ...other }));
    expect(new Set(ids).size).toBe(ids.length);
  });
});
