workflow {
    println secrets.API_TOKEN.size()
}
