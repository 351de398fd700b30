import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse } from '../../../../../src/core/nextflow/files/analyse.ts';

/**
 * What is said of a class in `lib`: each was run on Nextflow 24.10.0, and on 25.04.4 with the strict
 * parser. `test/claims/across.txt` has those that end with the first word of the class.
 */
const cases = [
  // Ends where a script names the class, whatever it calls.
  ['class A { static def x() { secrets.T } }', 'error T'],
  ["class A { static def x() { secrets['T'] } }", 'error T'],
  ["class A { static def x() { secrets.get('T') } }", 'error T'],
  ['class A { static def x() { "${secrets.T}" } }', 'error T'],
  ['class A { static def x() { if (true) { return secrets.T } } }', 'error T'],
  ['class A { static def x() { try { secrets.T } catch (Exception e) { } } }', 'error T'],
  ['class A { static String x()\n  {\n    secrets.T\n  } }', 'error T'],
  ['class A { static def t = secrets.T }', 'error T'],
  ['class A { static def t = [a: f(secrets.T)] }', 'error T'],
  ['class A { static def t\n static { t = secrets.T } }', 'error T'],
  ['class A { static int y() { 1 } }\nclass B { static int x() { secrets.T } }', 'error T'],
  ['class A { static class B { static int x() { secrets.T } } }', 'error T'],
  ['@groovy.transform.CompileStatic\nclass A { def x() { secrets.T } }', 'error T'],
  ['class A { static def x() { def all = secrets } }', 'error '],
  ['class A { static def x() { secrets + [a: 1] } }', 'error '],
  ['class A { static def x() { f(*secrets) } }', 'error '],
  ["class A { static def x() { secrets.T = 'a' } }", 'error T'],
  // Throws where it is reached.
  ['class A { def x() { secrets.T } }', 'warning T'],
  ['class A { static int y() { 1 }\n def x() { secrets.T } }', 'warning T'],
  ['class A { static int n = 1; def x() { secrets.T } }', 'warning T'],
  ['class A { static int n = 1\n def t = secrets.T }', 'warning T'],
  ['class A { def t\n A() { t = secrets.T } }', 'warning T'],
  ['class A { static class B { int x() { secrets.T } } }', 'warning T'],
  ['class A { static def x(y = secrets.T) { y } }', 'warning T'],
  ['class A { static def x() { [1].collect { secrets.T } } }', 'warning T'],
  ['class A { static def c = { secrets.T } }', 'warning T'],
  ['class A { static def x() { this.secrets.T } }', 'warning T'],
  ['def x() { secrets.T }', 'warning T'],
  ['x.class\ndef y() { secrets.T }', 'warning T'],
  // Has, or may have, a `secrets` of its own.
  ['class A { static def x(secrets) { secrets.T } }', ''],
  ['class A { static def x() { def secrets = [T: 1]; secrets.T } }', ''],
  ['class A { static def x() { List<String> secrets = []; secrets.T } }', ''],
  ['class A { static def x(list) { list.each { secrets -> secrets.T } } }', ''],
  ['class A { static Map secrets = [:]\n static def x() { secrets.T } }', ''],
  ['class A { static def x() { secrets.T }\n static Map secrets = [:] }', ''],
  ['class A { static Map getSecrets() { [:] }\n static def x() { secrets.T } }', ''],
  ['class A extends Base { static def x() { secrets.T } }', ''],
  ['class A implements Base { static def x() { secrets.T } }', ''],
  ['class A { static def x(c) { c.delegate = 1; c = { secrets.T } } }', ''],
  ['class A { static def x(script) { script.secrets.T } }', ''],
  ['class A { static def x() { [secrets: 1] } }', ''],
  ["class A { static def x() { 'secrets.T' } }", ''],
  ['class A { /* secrets.T */ static int x() { 1 } }', ''],
  // Names in an enum are passed over, though this one ends a run, too.
  ['enum A { X, Y\n static def x() { secrets.T } }', ''],
  ['class secrets { static int x() { 1 } }', ''],
] as const;

for (const [text, expected] of cases) {
  test(text.replaceAll('\n', '⏎'), () => {
    const { misuses, references } = analyse(text, 'class');
    assert.deepEqual(references, []);
    assert.deepEqual(
      misuses.map(({ kind, fails, name }) => [kind, `${fails ? 'error' : 'warning'} ${name}`]),
      expected === '' ? [] : [['not-in-class', expected]],
    );
  });
}

test('each use is judged by the member that it stands in', () => {
  const text =
    'class A { def a() { secrets.A }\n static b() { secrets.B + secrets.C }\n def d = secrets.D }';
  assert.deepEqual(
    analyse(text, 'class').misuses.map(({ name, fails, span }) => [
      name,
      fails,
      text.slice(span.start, span.end),
    ]),
    [
      ['A', false, 'A'],
      ['B', true, 'B'],
      ['C', true, 'C'],
      ['D', false, 'D'],
    ],
  );
});
