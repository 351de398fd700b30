workflow {
    println secrets.TOKEN
}
