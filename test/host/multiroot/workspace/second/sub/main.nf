workflow {
    println secrets.ONLY_SUB
}
