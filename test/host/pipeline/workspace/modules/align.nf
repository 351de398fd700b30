process ALIGN {
    tag "$sample"
    // Handed to the task as environment variables; where one is missing the task fails.
    // Several names in one line replace what stood before them, so they come first.
    secret 'DB_USER', 'DB_PASSWORD'
    secret 'LICENCE_KEY'

    input:
    val sample

    output:
    path "${sample}.txt"

    script:
    """
    echo "$sample aligned with a licence of \${#LICENCE_KEY} characters" > ${sample}.txt
    echo "as a user of \${#DB_USER} and a password of \${#DB_PASSWORD} characters" >> ${sample}.txt
    """

    stub:
    """
    touch ${sample}.txt
    """
}
