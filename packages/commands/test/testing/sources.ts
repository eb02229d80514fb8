/** A test file with one test, `TestIt`. */
export function goTest(name: string, body: string, ...imports: string[]): string {
  const all = [...imports, 'testing'].sort().map((path) => `\t"${path}"\n`);
  return `package ${name}\n\nimport (\n${all.join('')})\n\nfunc TestIt(t *testing.T) {\n${body}\n}\n`;
}

/** A test that passes and asks for nothing. */
export function passing(name: string): string {
  return goTest(name, '\t_ = t');
}

/** A test that wants a file, named by a Go expression, to say something. */
export function reading(name: string, path: string, wanted = 'fine'): string {
  const body = [
    `\tcontent, err := os.ReadFile(${path})`,
    `\tif err != nil || string(content) != "${wanted}" {`,
    '\t\tt.Fatalf("content is %q, error is %v", content, err)',
    '\t}',
  ];
  return goTest(name, body.join('\n'), 'os');
}
