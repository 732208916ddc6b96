/// Where a server is, as a user writes it.
struct ServerAddress: Sendable, Hashable {
    /// Scheme, host, port and path, without a slash at its end.
    let url: String

    /// Reads an address such as `api.qcarchive.molssi.org:443`; without a scheme it is `https`, on this machine `http`.
    ///
    /// - Throws: ``QCFractalError`` of cause `badAddress` for another scheme or an address without a host.
    init(_ text: String) throws(QCFractalError) {
        let parts = text.split(separator: "://", maxSplits: 1, omittingEmptySubsequences: false)
        let (scheme, written) = parts.count == 2 ? (String(parts[0]), parts[1]) : (nil, parts.first ?? "")
        let rest = written.hasSuffix("/") ? written.dropLast() : written
        let host = rest.hasPrefix("[") ? rest.prefix { $0 != "]" }.dropFirst() : rest.prefix { !":/".contains($0) }
        guard !host.isEmpty, scheme == nil || scheme == "http" || scheme == "https",
            !rest.contains(where: \.isWhitespace)
        else {
            throw QCFractalError(
                .badAddress,
                "'\(text)' is no address of a QCFractal server; it looks like api.qcarchive.molssi.org:443 or "
                    + "http://localhost:7777")
        }
        let isHere = host == "localhost" || host == "::1" || host.hasPrefix("127.")
        url = (scheme ?? (isHere ? "http" : "https")) + "://" + rest
    }
}
