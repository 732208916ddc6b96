internal import Workflow

/// The leases in force, with what is counted of them.
struct LeaseTable {
    private var leases: [String: Lease] = [:]
    /// Cores of this machine in use, by category.
    private(set) var localCores: [WorkRequest.Category: Int] = [:]

    /// The lease of a token.
    subscript(token: String) -> Lease? {
        get { leases[token] }
        set {
            count(leases[token], -1)
            leases[token] = newValue
            count(newValue, 1)
        }
    }

    private mutating func count(_ lease: Lease?, _ change: Int) {
        guard let lease, !lease.isRemote else { return }
        let cores = localCores[lease.kind.category, default: 0] + change
        localCores[lease.kind.category] = cores == 0 ? nil : cores
    }

    /// All of them, in no order.
    var values: some Collection<Lease> { leases.values }

    /// Ends the lease of a token; nil if there is none.
    mutating func removeValue(forKey token: String) -> Lease? {
        defer { self[token] = nil }
        return leases[token]
    }
}
