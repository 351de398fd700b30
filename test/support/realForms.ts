import { mark, type Writer } from './printForms.ts';

/** Shells: all in one process, which writes its trace where it writes the rest. */
function shellText(forms: readonly string[], values: number): string {
  const lines = forms.flatMap((form, at) =>
    Array.from(
      { length: values },
      (_, value) =>
        `printf '\\n${mark}${at} ${value}${mark}\\n'\n( V="$V${value}"\n${form}\n) 2>&1`,
    ),
  );
  return `exec 2>&1\n${lines.join('\n')}\nprintf '\\n${mark}999 0${mark}\\n\\n'`;
}

const shell = (words: readonly string[], forms: readonly string[]): Writer => ({
  words,
  environment: { PS4: '+ ' },
  text: shellText,
  forms,
});

/** What every shell does. */
const shared = [
  'set -x; : "$V"',
  'set -x; W=$V',
  'set -x; case $V in x) ;; esac; test "$V" = x',
  `trap -- "$V" USR1; trap`,
  'alias q="$V"; alias q',
  'printf %s "$V"',
];
/** Those that list all variables do it in a process of their own, which has no other value. */
const exported = (words: string): string => `env -i PATH="$PATH" LC_ALL=C.UTF-8 V="$V" ${words}`;

const filters = [
  'printf %s "$V" | base64',
  'printf %s "$V" | base64 -w 64',
  'printf %s "$V" | base64 -w 7',
  'printf %s "$V" | base64 -w 0',
  'printf u:%s "$V" | base64 -w 0',
  'printf us:%s "$V" | base64',
  'printf use:%s "$V" | base64 -w 64',
  'printf %s "$V" | base32',
  'printf %s "$V" | base32 -w 0',
  'printf u:%s "$V" | base32 -w 0 | tr A-Z a-z',
  'printf %s "$V" | od -An -v -tx1',
  'printf %s "$V" | xxd -p',
  'printf %s "$V" | xxd -p -u -c 7',
  'printf %s "$V" | xxd -i',
  'printf %s "$V" | openssl base64',
  'printf %s "$V" | openssl base64 -A',
  'printf %s "$V" | iconv -t UTF-16LE | base64 -w 0',
  'printf %s "$V" | iconv -t UTF-16BE | xxd -p',
  `printf %s "$V" | jq -RsrM '@json, (@json | @json), @sh, ([.] | @csv), ([.] | @tsv), @html, @uri, @base64'`,
  'printf %s "$V" | jq -RsrMa @json',
];

const bashForms = [
  ...shared,
  'set -x; [[ $V == x ]]',
  'printf %q "$V"',
  'echo "${V@Q}"',
  'echo "${V@A}"',
  'A=("$V" x); echo "${A[@]@K}"',
  'declare -p V',
  'A=("$V"); declare -p A',
  exported("bash -c 'export -p'"),
  exported("bash -c 'declare -x'"),
];

const python = (forms: readonly string[]): Writer => ({
  words: ['python3', '-c'],
  text: (all, values) =>
    [
      'import os, sys, json, csv, io, html, shlex, base64, binascii, quopri, pprint, textwrap, re',
      'from xml.sax import saxutils; from urllib import parse; import xml.etree.ElementTree as tree',
      ...all.flatMap((form, at) => [
        `for n in range(${values}):`,
        `    V = os.environ["V%d" % n]; B = V.encode()`,
        `    print("\\n${mark}%d %d${mark}" % (${at}, n)); print(${form})`,
      ]),
      `print("\\n${mark}999 0${mark}\\n")`,
    ].join('\n'),
  forms,
});

const node = (forms: readonly string[]): Writer => ({
  words: [process.execPath, '-e'],
  text: (all, values) =>
    [
      "const util = require('node:util'), querystring = require('node:querystring');",
      ...all.flatMap((form, at) => [
        `for (let n = 0; n < ${values}; n += 1) {`,
        `  const V = process.env['V' + n], B = Buffer.from(V);`,
        `  console.log('\\n${mark}${at} ' + n + '${mark}'); console.log(${form}); }`,
      ]),
      `console.log('\\n${mark}999 0${mark}\\n');`,
    ].join('\n'),
  forms,
});

const perl = (forms: readonly string[]): Writer => ({
  words: ['perl', '-e'],
  text: (all, values) =>
    [
      'use Data::Dumper; use JSON::PP; use MIME::Base64; use MIME::QuotedPrint; use Encode;',
      '$Data::Dumper::Sortkeys = 1;',
      ...all.flatMap((form, at) => [
        `for my $n (0 .. ${values - 1}) {`,
        `  my $V = $ENV{"V$n"}; my $U = decode("UTF-8", $V);`,
        `  print "\\n${mark.replaceAll('@', '\\@')}${at} $n${mark.replaceAll('@', '\\@')}\\n"; print(${form}); print "\\n"; }`,
      ]),
      `print "\\n${mark.replaceAll('@', '\\@')}999 0${mark.replaceAll('@', '\\@')}\\n\\n";`,
    ].join('\n'),
  forms,
});

/** Groovy as Nextflow has it, by a launcher of Nextflow that starts Groovy. */
export function groovy(launcher: string): Writer {
  return {
    words: [launcher, '-e'],
    text: (all, values) =>
      [
        'import groovy.json.JsonOutput; import groovy.xml.XmlUtil; import org.codehaus.groovy.runtime.InvokerHelper',
        ...all.flatMap((form, at) => [
          `for (int n = 0; n < ${values}; n++) {`,
          `  def V = System.getenv('V' + n); byte[] B = V.getBytes('UTF-8')`,
          `  println('\\n${mark}${at} ' + n + '${mark}'); println(${form}) }`,
        ]),
        `println('\\n${mark}999 0${mark}\\n')`,
      ].join('\n'),
    forms: [
      'V.inspect()',
      '[a: V].inspect()',
      'JsonOutput.toJson([a: V])',
      'JsonOutput.toJson(JsonOutput.toJson(V))',
      'JsonOutput.prettyPrint(JsonOutput.toJson([a: V]))',
      'groovy.json.StringEscapeUtils.escapeJava(V)',
      'groovy.json.StringEscapeUtils.escapeJavaScript(V)',
      'new StringWriter().with { w -> new Properties().with { p -> p.a = V; p.store(w, null) }; w.toString().replaceAll(/(?m)^#.*\\R/, "") }',
      'new ByteArrayOutputStream().with { o -> new Properties().with { p -> p.a = V; p.store(o, null) }; o.toString("ISO-8859-1").replaceAll(/(?m)^#.*\\R/, "") }',
      'XmlUtil.escapeXml(V)',
      'XmlUtil.escapeControlCharacters(XmlUtil.escapeXml(V))',
      'URLEncoder.encode(V, "UTF-8")',
      'Base64.getEncoder().encodeToString(B)',
      'Base64.getMimeEncoder().encodeToString(B)',
      'Base64.getUrlEncoder().encodeToString(B)',
      'V.bytes.encodeBase64(true)',
      'V.bytes.encodeHex()',
      'new com.google.gson.Gson().toJson([a: V])',
      'nextflow.util.Escape.variable(V)',
    ],
  };
}

/** Who writes values, in which forms. */
export const writers: Readonly<Record<string, Writer>> = {
  bash: shell(['bash', '-c'], bashForms),
  'bash in ASCII': { ...shell(['bash', '-c'], bashForms), environment: { LC_ALL: 'C', PS4: '+ ' } },
  'programs of a shell': shell(['bash', '-c'], filters),
  dash: shell(
    ['dash', '-c'],
    [...shared, exported("dash -c 'export -p'"), exported('dash -c set')],
  ),
  busybox: shell(
    ['busybox', 'sh', '-c'],
    [
      ...shared,
      exported("busybox sh -c 'export -p'"),
      'printf %s "$V" | busybox base64',
      'printf %s "$V" | busybox xxd -p',
      'printf %s "$V" | busybox od -An -v -tx1',
      'printf %s "$V" | busybox hexdump -v -e \'/1 "%02x "\'',
    ],
  ),
  zsh: shell(
    ['zsh', '-fc'],
    [
      ...shared.filter(form => !/^trap|case/.test(form)),
      'print -r -- ${(q)V}',
      'print -r -- ${(qq)V}',
      'print -r -- ${(qqq)V}',
      'print -r -- ${(qqqq)V}',
      'print -r -- ${(q+)V}',
      'print -r -- ${(q-)V}',
      'printf %q "$V"',
      'typeset -p V',
      exported("zsh -fc 'export -p V'"),
    ],
  ),
  mksh: shell(['mksh', '-c'], [...shared, 'typeset -p V', 'print -r -- "${V@Q}"']),
  sqlite3: shell(
    ['bash', '-c'],
    ['json', 'csv', 'html', 'quote'].map(
      mode =>
        `F=$(mktemp); printf %s "$V" > $F; printf ".mode ${mode}\\nselect cast(readfile('$F') as text) as a;" | sqlite3; rm $F`,
    ),
  ),
  python: python([
    'repr(V)',
    'ascii(V)',
    'repr(B)',
    'repr({"a": [V]})',
    'repr(repr(V))',
    'repr(json.dumps(V))',
    'json.dumps(V)',
    'json.dumps(V, ensure_ascii=False)',
    'json.dumps(json.dumps(V))',
    'json.dumps({"a": json.dumps({"b": json.dumps(V)})})',
    'V.encode("unicode_escape").decode()',
    'V.encode("raw_unicode_escape").decode("latin-1") if not "\\\\" in V else V',
    'shlex.quote(V)',
    'shlex.quote(shlex.quote(V))',
    'html.escape(V)',
    'html.escape(html.escape(V))',
    'V.encode("ascii", "xmlcharrefreplace").decode()',
    'V.encode("ascii", "backslashreplace").decode() if not "\\\\" in V else V',
    'saxutils.escape(V)',
    'saxutils.quoteattr(V)',
    '"".join("&#%d;" % ord(c) for c in V)',
    '"".join("&#x%X;" % ord(c) for c in V)',
    '"".join("&%s;" % html.entities.codepoint2name.get(ord(c)) if ord(c) in html.entities.codepoint2name else c for c in V)',
    'parse.quote(V)',
    'parse.quote(V, safe="")',
    'parse.quote_plus(V)',
    'parse.urlencode({"v": V})',
    'parse.quote(parse.quote(V))',
    '"".join("%%%02x" % b for b in B)',
    '"".join("\\\\x%02x" % b for b in B)',
    '"".join("\\\\%03o" % b for b in B)',
    '"".join("\\\\u%04x" % u for u in memoryview(V.encode("utf-16-le")).cast("H"))',
    'csv.writer(sys.stdout).writerow([V, "1"]) and ""',
    'csv.writer(sys.stdout, quoting=csv.QUOTE_ALL).writerow([V]) and ""',
    'pprint.pformat([V])',
    'pprint.pformat(V, width=30)',
    'base64.b64encode(B).decode()',
    'base64.urlsafe_b64encode(b"user:" + B).decode()',
    'base64.encodebytes(B).decode()',
    'json.dumps(base64.encodebytes(B).decode())',
    'repr(base64.encodebytes(b"ab" + B))',
    'textwrap.indent(base64.encodebytes(B).decode(), "    ")',
    'base64.b32encode(B).decode()',
    'base64.b32encode(b"xy" + B).decode()',
    'base64.b16encode(B).decode()',
    'B.hex()',
    'B.hex(" ")',
    'B.hex(":").upper()',
    'B.hex("-")',
    'B.hex(",", 1)',
    'binascii.hexlify(B)',
    'V.encode("utf-16-le").hex()',
    'V.encode("utf-16-be").hex(" ")',
    'base64.b64encode(V.encode("utf-16")).decode()',
    'quopri.encodestring(B).decode()',
    'quopri.encodestring(B, quotetabs=True).decode()',
  ]),
  node: node([
    '[V]',
    'util.inspect(V)',
    'util.inspect({ a: [V] }, { breakLength: Infinity })',
    'JSON.stringify(V)',
    'JSON.stringify(JSON.stringify(V))',
    'JSON.stringify(JSON.stringify(JSON.stringify({ a: V })))',
    'encodeURIComponent(V)',
    'encodeURI(V)',
    'escape(V)',
    'querystring.escape(V)',
    'new URLSearchParams({ v: V }).toString()',
    'new URL("https://example.com/" + encodeURIComponent(V)).href',
    'encodeURIComponent(JSON.stringify(V))',
    'B.toString("base64")',
    'B.toString("base64url")',
    'Buffer.from("user:" + V + ":x").toString("base64")',
    'B.toString("hex")',
    'Buffer.from(V, "utf16le").toString("base64")',
    'V.replace(/[^]/gu, c => "\\\\u{" + c.codePointAt(0).toString(16) + "}")',
  ]),
  perl: perl([
    'do { local $Data::Dumper::Indent = 0; Dumper($V) }',
    'do { local $Data::Dumper::Useqq = 1; Dumper($V) }',
    'do { local $Data::Dumper::Useqq = 1; Dumper($U) }',
    'encode("UTF-8", quotemeta($U))',
    'JSON::PP->new->allow_nonref->utf8->encode($U)',
    'JSON::PP->new->allow_nonref->ascii->encode($U)',
    'encode_base64($V)',
    'encode_base64("a:$V", "")',
    'encode_qp($V)',
    'encode_qp("key = $V;")',
    'unpack("H*", $V)',
    'sprintf("%vd", "1"), sprintf("%v02x", $V)',
    'join("", map { sprintf "\\\\%03o", ord } split //, $V)',
  ]),
};
