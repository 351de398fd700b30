#!/usr/bin/env nextflow

/*
 * A small pipeline that needs secrets in every form that Nextflow knows.
 * It prints how long they are, never what they are.
 */

include { ALIGN } from './modules/align'
include { ARCHIVE; REPORT } from './modules/report'

params.samples = ['alpha', 'beta']
params.registry_secret = 'REGISTRY_USER'

workflow {
    // Read by Nextflow itself. Where it is missing it is null, and the run goes on.
    def token = secrets.API_TOKEN
    log.info "API token of ${"$token".size()} characters"

    // Asked for first: nothing is wrong when it is missing.
    if (secrets.SLACK_WEBHOOK) {
        log.info "Slack will hear of it through a hook of ${secrets.SLACK_WEBHOOK.size()} characters"
    }

    // Only a run knows which name this is.
    def user = secrets[params.registry_secret] ?: 'nobody'
    log.info "Registry user of ${user.size()} characters"

    ALIGN(Channel.fromList(params.samples))
    REPORT(ALIGN.out.collect())
    ARCHIVE(REPORT.out)
}
