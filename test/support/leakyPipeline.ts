/** Leaks one secret of its own in each way that we know of. */
export const leakyPipeline = {
  'main.nf': String.raw`
params.token = secrets.PARAM

process IN_SCRIPT {
    script:
    """
    : ${'$'}{secrets.SCRIPT}
    """
}
process IN_SHELL {
    input: val go
    shell:
    '''
    : !{secrets.SHELL}
    '''
}
process ECHOED {
    secret 'ECHO'
    debug true
    script:
    """
    echo before
    echo "it is \$ECHO"
    """
}
process PUBLISHED {
    secret 'PUBLISH'
    publishDir params.results, mode: params.mode
    output: path 'config.ini'
    script:
    """
    printf 'a=1\\nkey=%s\\n' "\$PUBLISH" > config.ini
    """
}
process HEADER {
    secret 'BASIC'
    script:
    """
    echo "Authorization: Basic \$(printf 'ada:%s' "\$BASIC" | base64)"
    """
}
process TAGGED {
    tag "${'$'}{secrets.TAG}"
    script: "true"
}
process FAILS {
    secret 'ERROR'
    errorStrategy 'ignore'
    script:
    """
    echo "cannot sign in with \$ERROR" >&2
    exit 3
    """
}
workflow {
    println "printed: ${'$'}{secrets.PRINT}"
    log.info "logged: ${'$'}{secrets.LOG}, params: ${'$'}{params}"
    IN_SCRIPT()
    IN_SHELL(1)
    ECHOED()
    PUBLISHED()
    HEADER()
    TAGGED()
    FAILS()
}
`,
  'nextflow.config': `
env.ZED = secrets.CONFIG
params.mode = 'copy'
params.results = 'results'
`,
};

/** The names of its secrets. */
export const leakySecrets = [
  ...['PARAM', 'SCRIPT', 'SHELL', 'ECHO', 'PUBLISH', 'BASIC', 'TAG', 'ERROR', 'PRINT', 'LOG'],
  'CONFIG',
];
