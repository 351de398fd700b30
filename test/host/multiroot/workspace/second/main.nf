include { GREET } from './modules/greet'

workflow {
    println secrets.SHARED
    GREET()
}
