/// A fragment and those it stands for: the same molecule with an equivalent bond, from other places of the parent.
public struct UniqueFragment: Hashable, Sendable, Codable {
    /// The fragment that is scanned.
    public let fragment: Fragment
    /// Fragments that are not, because a scan of this one tells all about them.
    public let twins: [Fragment]

    /// A fragment with its twins.
    public init(fragment: Fragment, twins: [Fragment] = []) { (self.fragment, self.twins) = (fragment, twins) }
}
