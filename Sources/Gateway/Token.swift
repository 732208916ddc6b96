/// Comparison of secrets.
enum Token {
    /// Whether two texts are equal, in a time that does not tell where they differ.
    static func isEqual(_ given: String, to secret: String) -> Bool {
        let (given, secret) = (Array(given.utf8), Array(secret.utf8))
        var difference = given.count ^ secret.count
        for index in given.indices {
            difference |= Int(given[index] ^ (secret.isEmpty ? 0xFF : secret[index % secret.count]))
        }
        return difference == 0
    }
}
