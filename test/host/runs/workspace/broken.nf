workflow {
    println(undefined_thing)
}
