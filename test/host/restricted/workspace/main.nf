workflow {
    println secrets.TOKEN_A
}
