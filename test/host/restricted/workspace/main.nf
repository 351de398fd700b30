workflow {
    def token = secrets.TOKEN_A
}
