workflow {
    println secrets.SHARED
}
