import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placesInScript, placesOfSecret } from '../../../../src/core/rename/placesOfSecret.ts';
import { folder } from '../../../support/catalogs.ts';
import { pipelineOf } from '../../../support/pipelineTexts.ts';

/**
 * Files of a pipeline with the secret `PW` marked: `«PW»` where a rename changes it, `‹PW›` where
 * it asks first, plain where it is another thing.
 */
const rows: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  [
    'every reference of every kind, in every file',
    {
      'main.nf': `
include { ALIGN } from './align'
workflow {
  a = secrets.«PW» + secrets['«PW»'] + secrets."«PW»" + "\${secrets.«PW»} $secrets.«PW»"
  b = secrets.PW2 + params.PW + PW
  if (secrets.«PW») { c = secrets.«PW» }
}`,
      'align.nf': "process ALIGN {\n secret 'A', '«PW»'\n script:\n 'true'\n}",
      'nextflow.config':
        "process { withName: 'ALIGN' { secret = ['A', '«PW»'] } }\nparams.x = secrets.«PW»",
    },
  ],
  [
    'the variable in the script of a process that declares it, and in no other',
    {
      'main.nf': `
process ALIGN {
  secret '«PW»'
  tag "PW"
  script:
  def given = PW
  """
  echo \\$«PW» \\\${«PW»:-none} "\\\${#«PW»}" \${PW} $PW
  export «PW»
  ‹PW›=x psql
  """
  stub:
  '''
  echo $«PW»
  '''
}
process OTHER {
  script:
  """
  PW=x
  echo \\$PW
  """
}`,
    },
  ],
  [
    'a text of a section that is no script is asked about first',
    {
      'main.nf': `
process ALIGN {
  secret '«PW»'
  stage:
  'echo $‹PW›'
  script:
  'echo $«PW»'
}`,
    },
  ],
  [
    'the variable in a shell block, whose placeholders are code',
    {
      'main.nf': `
process ALIGN {
  secret '«PW»'
  shell:
  '''
  echo $«PW» \${«PW»} !{PW} !{secrets.«PW»}
  '''
}`,
    },
  ],
  [
    'what a script is put together of, in its language',
    {
      'main.nf': `
process ALIGN {
  secret '«PW»'
  script:
  def license = params.x ? "export L=\\$«PW»" : ''
  if (params.y) {
    """
    \${license}
    echo \\$«PW»
    """
  } else {
    'echo $«PW»'
  }
}
process PYTHON {
  secret '«PW»'
  script:
  """
  #!/usr/bin/env python3
  import os
  PW = os.environ['«PW»']
  print(PW, os.getenv("«PW»"))
  """
}`,
    },
  ],
  [
    'processes that a config gives it, by name, by label, or all',
    {
      'main.nf': `
process ALIGN {
  script:
  'echo $«PW»'
}
process COUNT {
  label 'big'
  script:
  'echo $«PW»'
}
process OTHER {
  script:
  'echo $PW'
}`,
      'nextflow.config':
        "process { withName: 'AL.*' { secret = '«PW»' }\n withLabel: 'big' { secret = ['«PW»'] } }",
    },
  ],
  [
    'a process that is given it under the name by which it is included',
    {
      'main.nf': `
include {
  ALIGN as ALIGN_TUMOUR; ALIGN as ALIGN_NORMAL
  COUNT
} from './modules/align'
workflow { ALIGN_TUMOUR() }`,
      'modules/align.nf':
        "process ALIGN {\n script:\n 'echo $«PW»'\n}\nprocess COUNT {\n script:\n 'echo $PW'\n}",
      'other.nf': "process ALIGN {\n script:\n 'echo $PW'\n}",
      'nextflow.config': "process { withName: 'MAIN:ALIGN_TUMOUR' { secret = ['«PW»'] } }",
    },
  ],
  [
    'a process that is included by a subworkflow, and from there by another name again',
    {
      'main.nf': 'include { ALIGN_TWICE as THRICE } from "$projectDir/sub"',
      'sub/main.nf':
        "include { ALIGN as ALIGN_TWICE } from '../modules/align'\ninclude { THRICE } from '../main'",
      'modules/align/main.nf': "process ALIGN {\n script:\n 'echo $«PW»'\n}",
      'nextflow.config': "process { withName: 'THR.*' { secret = '«PW»' } }",
    },
  ],
  [
    'a process whose other name a selector does not leave out',
    {
      'main.nf': "include { ALIGN as OTHER } from './align'\ninclude { COUNT } from './count'",
      'align.nf': "process ALIGN {\n script:\n 'echo $«PW»'\n}",
      'count.nf': "process COUNT {\n script:\n 'echo $PW'\n}",
      'nextflow.config': "process { withName: '!(ALIGN|COUNT)' { secret = '«PW»' } }",
    },
  ],
  [
    'a module of several pipelines, one of which gives it',
    {
      'one/main.nf': "include { ALIGN as ONE } from '../modules/align'\nworkflow { ONE() }",
      'one/nextflow.config': "process { withName: 'ONE' { secret = '«PW»' } }",
      'two/main.nf':
        "include { ALIGN } from '../modules/align'\nworkflow { ALIGN(); x = secrets.«PW» }",
      'modules/align.nf': "process ALIGN {\n script:\n 'echo $«PW»'\n}",
    },
  ],
  [
    'a process whose module only a run can tell, by asking',
    {
      'main.nf': 'include { ALIGN as OTHER } from params.module',
      'align.nf': "process ALIGN {\n script:\n 'echo $‹PW›'\n}",
      'nextflow.config': "process { withName: 'OTHER' { secret = '«PW»' } }",
    },
  ],
  [
    'a selector of no process that is known, which may be one under another name',
    {
      'main.nf': "process ALIGN {\n script:\n 'echo $‹PW› PW'\n}",
      'nextflow.config': "process { withName: 'ALIGN_TUMOUR' { secret = '«PW»' } }",
    },
  ],
  [
    'texts that may get into a script from elsewhere',
    {
      'main.nf': `
def login() { return 'echo $‹PW› PW' }
process ALIGN {
  secret '«PW»'
  beforeScript 'export A=$«PW»'
  script:
  "\${login()}"
}`,
      'nextflow.config': "process.ext.args = '--password $‹PW›'",
    },
  ],
  [
    'a variable of a pipeline in which nothing declares it',
    {
      'main.nf':
        'process ALIGN {\n script:\n "x ${secrets.«PW»} \\$PW"\n}\ndef f() { return \'$PW\' }',
    },
  ],
  [
    'a process of the same name in another file, which does not declare it',
    {
      'one.nf': "process ALIGN {\n secret '«PW»'\n script:\n 'echo $«PW»'\n}",
      'two.nf': "process ALIGN {\n script:\n 'echo $PW'\n}",
    },
  ],
];

for (const [what, drawn] of rows) {
  test(`a rename changes ${what}`, () => {
    const bare = Object.entries(drawn).map(([name, text]) => [
      name,
      text.replaceAll(/[«»‹›]/g, ''),
    ]);
    const files = pipelineOf(Object.fromEntries(bare) as Record<string, string>);
    const { places } = placesOfSecret(files, 'PW');
    const shown = files.map(({ uri, text }) => {
      const own = places.filter(place => place.uri === uri);
      return [uri.slice(folder.length + 1), draw(text, own)];
    });
    assert.deepEqual(Object.fromEntries(shown), drawn);
  });
}

test('processes that are given it and do not name it are told, and templates are named', () => {
  const files = pipelineOf({
    'main.nf': `
process SILENT {
  secret 'PW'
  script:
  'psql'
}
process LOUD {
  secret 'PW'
  script:
  'echo $PW'
}
process FILLED {
  secret 'PW'
  script:
  template 'fill.sh'
}
process SHARED {
  secret 'PW'
  script:
  template('shared.sh')
}
process OTHER {
  script:
  template 'shared.sh'
}
process INSIDE {
  secret 'PW'
  exec:
  println 'x'
}`,
  });
  const { silent, templates } = placesOfSecret(files, 'PW');
  assert.deepEqual(silent, ['SILENT']);
  assert.deepEqual(
    templates.map(({ name, sure }) => [name, sure]),
    [
      ['fill.sh', true],
      ['shared.sh', false],
    ],
  );
});

test('a script is read as its first line or its ending says', () => {
  const texts = (uri: string, text: string, template = false): string =>
    draw(text, placesInScript(uri, text, 'PW', { template }));
  assert.equal(texts('/bin/a', '#!/bin/bash\necho $PW'), '#!/bin/bash\necho $«PW»');
  assert.equal(texts('/bin/a.py', "PW = os.environ['PW']"), "PW = os.environ['«PW»']");
  assert.equal(
    texts('/bin/a', '#!/usr/bin/env Rscript\nx$PW; Sys.getenv("PW")'),
    '#!/usr/bin/env Rscript\nx$PW; Sys.getenv("«PW»")',
  );
  assert.equal(texts('/templates/a.sh', 'echo \\$PW ${PW}', true), 'echo \\$«PW» ${PW}');
});

function draw(
  text: string,
  places: readonly { readonly span: { start: number; end: number }; readonly sure: boolean }[],
): string {
  let drawn = '';
  let at = 0;
  for (const { span, sure } of places) {
    const name = text.slice(span.start, span.end);
    drawn += text.slice(at, span.start) + (sure ? `«${name}»` : `‹${name}›`);
    at = span.end;
  }
  return drawn + text.slice(at);
}
