workflow { println "hello" }
