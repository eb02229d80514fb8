import { findGenerate } from '../go-files/find-generate';
import { outputsOfCommand, pluginsOf } from './generators';
import { splitDirectives, variablesIn } from './split-directives';

const commandsOf = (...lines: string[]) => splitDirectives(lines, { file: 'kinds.go', packageName: 'kinds' });

describe('findGenerate', () => {
  it('finds lines that begin with the mark and a space or tab, wherever they stand', () => {
    const source = [
      'package p // not //go:generate this',
      '//go:generate one',
      ' //go:generate indented',
      '//go:generated not',
      'const text = `',
      '//go:generate\tin a string\r',
      '`',
      '',
    ].join('\n');
    expect(findGenerate(source)).toEqual(['one', 'in a string']);
    expect(findGenerate(Buffer.from('//go:generate größe\n').toString('latin1'))).toEqual(['größe']);
  });
});

describe('splitDirectives', () => {
  it('reads words, quotes, shorthands and the variables that the place gives', () => {
    expect(
      commandsOf('a "b \\"c" d', '-command paint go run ./cmd/paint -x', 'paint $GOFILE ${GOPACKAGE} $HOME'),
    ).toEqual([
      { program: 'a', args: ['b "c', 'd'] },
      { program: 'go', args: ['run', './cmd/paint', '-x', 'kinds.go', 'kinds', '$HOME'] },
    ]);
  });

  it('knows which variables are of the environment', () => {
    expect(variablesIn('x $HOME ${A_B} $GOFILE $DOLLAR{X}')).toEqual(['HOME', 'A_B']);
  });
});

describe('outputsOfCommand', () => {
  it.each<[string, string[] | undefined]>([
    ['stringer -type=Pill,Other', ['pill_string.go', 'pill_string_test.go']],
    ['stringer -type Pill ./sub', ['sub/pill_string.go', 'sub/pill_string_test.go']],
    ['stringer -type=Pill -output=x.go', ['x.go']],
    ['go run golang.org/x/tools/cmd/stringer@v0.30.0 -type=Pill', ['pill_string.go', 'pill_string_test.go']],
    ['go tool stringer -type=Pill', ['pill_string.go', 'pill_string_test.go']],
    ['mockgen -source=$GOFILE -destination=mocks/m.go', ['mocks/m.go']],
    ['mockgen -source=a.go', undefined],
    ['go run go.uber.org/mock/mockgen -destination m.go . Store', ['m.go']],
    ['moq -out moq_test.go . Store', ['moq_test.go']],
    ['wire', ['wire_gen.go']],
    ['goyacc -o expr.go expr.y', ['expr.go', 'y.output']],
    ['oapi-codegen -o api.gen.go ../api.yaml', ['api.gen.go']],
    ['./gen.sh -o out.txt', ['out.txt']],
    ['go run gen.go', undefined],
    ['sh -c x', undefined],
    ['sqlc generate', undefined],
    ['any -o $OUT', undefined],
    ['any -o /tmp/x', undefined],
    ['protoc --go_out=. --go_opt=paths=source_relative a/b.proto', ['a/b.pb.go']],
    [
      'protoc -I ../x --proto_path=../proto --go_out=paths=source_relative:gen --go-grpc_out=gen --go-grpc_opt=paths=source_relative ../proto/b.proto',
      ['gen/b.pb.go', 'gen/b_grpc.pb.go'],
    ],
    ['protoc --go_out=. a.proto', undefined],
    ['protoc --go_out=. --go_opt=paths=source_relative --python_out=. a.proto', undefined],
  ])('of %s are %j', (line, expected) => {
    expect(commandsOf(line).map(outputsOfCommand)).toEqual([expected]);
  });
});

describe('pluginsOf', () => {
  it('names those that protoc looks for in PATH', () => {
    const line =
      'protoc --go_out=. --twirp_out=. --python_out=. --plugin=protoc-gen-twirp=./bin/twirp a.proto';
    expect(commandsOf(line).map(pluginsOf)).toEqual([['protoc-gen-go']]);
  });
});
