process FETCH {
    secret 'DB_PASSWORD'

    output:
    stdout

    script:
    """
    echo "\$DB_PASSWORD" | wc -c
    """
}

workflow {
    token = secrets.API_TOKEN
    FETCH()
}
