// A run with processes in workflows, a retry, an ignored failure, and a failure that ends it.

// A file that tasks wait for, as long as its folder is there.
params.wait = '/'
params.status = 7

process ALIGN {
    tag "$sample"
    secret 'TOKEN'

    input:
    val sample

    output:
    path "${sample}.bam"

    script:
    """
    while [ ! -e $params.wait ] && [ -d \$(dirname $params.wait) ]; do sleep 0.2; done
    echo "a token of \${#TOKEN} characters" > ${sample}.bam
    """
}

process SORT {
    errorStrategy 'retry'

    input:
    path bam

    output:
    path 'sorted.bam'

    script:
    """
    [ $task.attempt -gt 1 ] || exit 5
    cp $bam sorted.bam
    """
}

process PLOT {
    errorStrategy 'ignore'

    input:
    path sorted

    script:
    """
    echo 'no display' >&2
    exit 3
    """
}

process REPORT {
    input:
    path sorted

    output:
    path 'report.html'

    script:
    """
    sleep 2
    echo 'cannot write the report' >&2
    [ $params.status = 0 ] || exit $params.status
    touch report.html
    """
}

workflow MAP {
    take:
    samples

    main:
    ALIGN(samples)
    SORT(ALIGN.out.collect().map { it[0] })

    emit:
    SORT.out
}

workflow {
    MAP(Channel.of('alpha', 'beta', 'gamma'))
    PLOT(MAP.out)
    REPORT(MAP.out)
}
