process WITH {
    script:
    'true'

    stub:
    'true'
}

process WITHOUT {
    script:
    'true'
}

workflow {
    WITH()
    WITHOUT()
}
