/// A bond by the 0-based indices of its atoms, the smaller first.
struct AtomPair: Hashable, Comparable, Sendable {
    let first: Int
    let second: Int

    init(_ a: Int, _ b: Int) { (first, second) = (min(a, b), max(a, b)) }

    static func < (left: AtomPair, right: AtomPair) -> Bool {
        (left.first, left.second) < (right.first, right.second)
    }
}
