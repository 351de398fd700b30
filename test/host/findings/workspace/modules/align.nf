process ALIGN {
    secret 'ALIGN_KEY'

    input:
    val token

    script:
    'true'
}
