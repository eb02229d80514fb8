/** Importable packages of the standard library of Go 1.21 and later, by first element; `.` is the element itself. */
const PACKAGES: Readonly<Record<string, string>> = {
  archive: 'tar zip',
  bufio: '.',
  bytes: '.',
  cmp: '.',
  compress: 'bzip2 flate gzip lzw zlib',
  container: 'heap list ring',
  context: '.',
  crypto:
    '. aes cipher des dsa ecdh ecdsa ed25519 elliptic fips140 hkdf hmac hpke md5 mlkem mlkem/mlkemtest pbkdf2 rand rc4 rsa sha1 sha256 sha3 sha512 subtle tls x509 x509/pkix',
  database: 'sql sql/driver',
  debug: 'buildinfo dwarf elf gosym macho pe plan9obj',
  embed: '.',
  encoding: '. ascii85 asn1 base32 base64 binary csv gob hex json pem xml',
  errors: '.',
  expvar: '.',
  flag: '.',
  fmt: '.',
  go: 'ast build build/constraint constant doc doc/comment format importer parser printer scanner token types version',
  hash: '. adler32 crc32 crc64 fnv maphash',
  html: '. template',
  image: '. color color/palette draw gif jpeg png',
  index: 'suffixarray',
  io: '. fs ioutil',
  iter: '.',
  log: '. slog syslog',
  maps: '.',
  math: '. big bits cmplx rand rand/v2',
  mime: '. multipart quotedprintable',
  net: '. http http/cgi http/cookiejar http/fcgi http/httptest http/httptrace http/httputil http/pprof mail netip rpc rpc/jsonrpc smtp textproto url',
  os: '. exec signal user',
  path: '. filepath',
  plugin: '.',
  reflect: '.',
  regexp: '. syntax',
  runtime: '. cgo coverage debug metrics pprof race trace',
  slices: '.',
  sort: '.',
  strconv: '.',
  strings: '.',
  structs: '.',
  sync: '. atomic',
  syscall: '. js',
  testing: '. cryptotest fstest iotest quick slogtest synctest',
  text: 'scanner tabwriter template template/parse',
  time: '. tzdata',
  unicode: '. utf16 utf8',
  unique: '.',
  unsafe: '.',
  weak: '.',
};

const KNOWN: ReadonlySet<string> = new Set(
  Object.entries(PACKAGES).flatMap(([first, rest]) =>
    rest.split(' ').map((path) => (path === '.' ? first : `${first}/${path}`)),
  ),
);

/** Whether an import path is one of the standard library's, which comes before any module (modload: importFromModules). */
export function isStandardPackage(path: string): boolean {
  return KNOWN.has(path);
}
