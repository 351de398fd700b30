import nextflow.cli.Launcher
import nextflow.plugin.Plugins
import nextflow.processor.TaskProcessor
import nextflow.secret.SecretsLoader

/** What a class, by the names that it had in some versions, keeps of the run before. */
def kept(String field, String... names) {
    for (name in names) {
        try {
            def found = Class.forName(name).getDeclaredField(field)
            found.accessible = true
            return found
        }
        catch (ReflectiveOperationException absent) {
            // Another version.
        }
    }
    return null
}

/** One process reads the store and each config once, and tells of one task that failed. */
def forget() {
    // They stay where a run fails.
    Plugins.stop()
    kept('errorShown', TaskProcessor.name).get(null).set(false)
    for (name in ['ConfigBase', 'parser.v1.ConfigBase', 'parser.v2.ConfigDsl']) {
        def closure = kept('memoizedMethodClosure$readConfigFilePath', 'nextflow.config.' + name)?.get(null)
        if (closure) {
            def cache = kept('cache', closure.class.name).get(closure)
            cache.clearAll()
        }
    }
    def loader = SecretsLoader.instance
    if (loader.respondsTo('reset')) {
        loader.reset()
    }
    else {
        kept('memoizedMethodClosure$load', SecretsLoader.name)
            .set(loader, { -> loader.'memoizedMethodPriv$load'() })
    }
}

/** Where what is printed goes: Nextflow's log keeps the stream that it found first. */
class Printed extends OutputStream {
    OutputStream file
    void write(int one) { file?.write(one) }
    void write(byte[] some, int from, int count) { file?.write(some, from, count) }
}

/** Runs `main.nf` of its folder, once for each line: the file that takes what is printed. */
def answers = System.out
def printed = new Printed()
def stream = new PrintStream(printed, true, 'UTF-8')
System.setOut(stream)
System.setErr(stream)
System.in.eachLine { line ->
    printed.file = new FileOutputStream(line)
    int code = 1
    try {
        forget()
        code = new Launcher().command(['run', 'main.nf', '-ansi-log', 'false'] as String[]).run()
    }
    catch (Throwable failure) {
        failure.printStackTrace()
    }
    printed.file.close()
    printed.file = null
    answers.println(code)
    answers.flush()
}
