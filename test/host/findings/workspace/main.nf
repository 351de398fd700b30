include { ALIGN } from './modules/align'

workflow {
    ALIGN(secrets.API_TOKEN)
}
