process SIGN_IN {
    script:
    """
    : ${secrets.API_TOKEN}
    """
}

workflow {
    SIGN_IN()
}
