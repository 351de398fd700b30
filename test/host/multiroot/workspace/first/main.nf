workflow {
    println secrets.SHARED
    println secrets.ONLY_FIRST
}
