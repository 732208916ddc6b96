/// The comparison of one record: the worst deviation of every quantity.
public struct RecordComparison: Sendable {
    /// The record's name, e.g. its molecule.
    public let name: String
    private var worst: [String: Deviation] = [:]

    init(_ name: String) { self.name = name }

    /// The deviations, the worst first.
    public var deviations: [Deviation] {
        worst.values.sorted { ($1.order, $0.quantity) < ($0.order, $1.quantity) }
    }

    /// The quantities that do not agree.
    public var misses: [Deviation] { deviations.filter(\.isMiss) }

    /// Compares two numbers: they agree if |ours − theirs| ≤ absolute + relative · |theirs|.
    mutating func compare(
        _ quantity: String, _ ours: Double, _ theirs: Double, within absolute: Double, relative: Double = 0,
        detail: @autoclosure () -> String = ""
    ) {
        let difference = abs(ours - theirs)
        let size = difference.isNaN ? Double.infinity : max(difference - relative * abs(theirs), 0)
        guard size > worst[quantity]?.size ?? -1 else { return }
        let place = detail()
        add(
            Deviation(
                quantity: quantity, size: size, tolerance: absolute,
                detail: "\(place.isEmpty ? "" : place + ": ")ours \(ours), theirs \(theirs)"))
    }

    /// Records whether something that is no number agrees.
    mutating func require(_ quantity: String, _ agrees: Bool, _ detail: @autoclosure () -> String = "") {
        if agrees {
            if worst[quantity] == nil { add(Deviation(quantity: quantity, size: 0, tolerance: 1, detail: "")) }
        } else if worst[quantity]?.isMiss != true {
            add(Deviation(quantity: quantity, size: .infinity, tolerance: 1, detail: detail()))
        }
    }

    /// Compares two sets, naming a few elements that only one of them has.
    mutating func compare<Element: Hashable>(_ quantity: String, _ ours: Set<Element>, _ theirs: Set<Element>) {
        require(quantity, ours == theirs, Self.difference(ours, theirs))
    }

    private static func difference<Element: Hashable>(_ ours: Set<Element>, _ theirs: Set<Element>) -> String {
        func named(_ elements: Set<Element>) -> String {
            let words = elements.map { "\($0)" }.sorted()
            return words.prefix(3).joined(separator: ", ") + (words.count > 3 ? ", … (\(words.count))" : "")
        }
        return "only ours: \(named(ours.subtracting(theirs))); only theirs: \(named(theirs.subtracting(ours)))"
    }

    private mutating func add(_ deviation: Deviation) { worst[deviation.quantity] = deviation }
}

extension Deviation {
    fileprivate var order: Double { severity.isNaN ? .infinity : severity }
}
