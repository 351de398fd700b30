process REPORT {
    // An optional secret: an empty name means none.
    secret secrets.SLACK_WEBHOOK ? 'SLACK_WEBHOOK' : ''
    publishDir params.outdir, mode: 'copy'

    input:
    path aligned

    output:
    path 'report.txt'

    shell:
    '''
    cat !{aligned} > report.txt
    echo "sent through a hook of $(printf %s "${SLACK_WEBHOOK-}" | wc -c) characters" >> report.txt
    '''

    stub:
    """
    touch report.txt
    """
}

process ARCHIVE {
    // Its secret is given in nextflow.config.
    input:
    path report

    output:
    path 'report.txt.gz'

    script:
    """
    gzip --keep --force $report
    echo "archived with a key of \${#ARCHIVE_KEY} characters"
    """

    stub:
    """
    touch report.txt.gz
    """
}
