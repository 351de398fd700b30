process P {
    secret 'DB_KEY'
    secret 'PEM_KEY'

    script:
    """
    true
    """
}

workflow {
    P()
}
