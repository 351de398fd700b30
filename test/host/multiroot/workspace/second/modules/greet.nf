process GREET {
    script:
    'true'
}
