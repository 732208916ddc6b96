extension Parameter {
    /// The number of torsion terms: the largest n with `periodicity`n.
    public var torsionTermCount: Int {
        var count = 0
        while attributes["periodicity\(count + 1)"] != nil { count += 1 }
        return count
    }

    /// Whether a k depends on a fractional bond order.
    public var isInterpolated: Bool { attributes.contains { $0.name.contains("_bondorder") } }

    /// The terms of a proper or improper torsion, in order.
    ///
    /// - Throws: ``ForceFieldError`` when an attribute of a term is missing or not understood.
    public func torsionTerms() throws(ForceFieldError) -> [TorsionTerm] {
        var terms: [TorsionTerm] = []
        for number in 0..<torsionTermCount { terms.append(try torsionTerm(number + 1)) }
        return terms
    }

    private func torsionTerm(_ number: Int) throws(ForceFieldError) -> TorsionTerm {
        let periodicity = try AttributeRule.number(attributes["periodicity\(number)"] ?? "")
        let phase = try quantity("phase\(number)")
        var idivf: Double?
        if let text = attributes["idivf\(number)"] { idivf = try AttributeRule.number(text) }
        let points = try interpolationPoints("k\(number)_bondorder")
        var k = try quantityIfPresent("k\(number)")
        if k == nil, let first = points.first, let last = points.last {
            k = Quantity((first.1.value + (try last.1.value(in: first.1.unit))) / 2, first.1.unit)
        }
        guard let k else {
            throw ForceFieldError(.missingAttribute, "parameter \(label) has no attribute 'k\(number)'")
        }
        var term = TorsionTerm(periodicity: Int(periodicity), phase: phase, k: k, idivf: idivf)
        term.kByBondOrder = points.map { (bondOrder: $0.0, k: $0.1) }
        return term
    }

    /// The values of `prefix`1, `prefix`2, … by bond order, ascending; `prefix` is for example `k1_bondorder`.
    ///
    /// - Throws: ``ForceFieldError`` when one is no quantity.
    public func interpolationPoints(_ prefix: String) throws(ForceFieldError) -> [(Double, Quantity)] {
        var points: [(Double, Quantity)] = []
        for attribute in attributes where attribute.name.hasPrefix(prefix) {
            guard let order = Double(attribute.name.dropFirst(prefix.count)) else { continue }
            points.append((order, try Quantity(parsing: attribute.text)))
        }
        points.sort { $0.0 < $1.0 }
        return points
    }

    /// A proper torsion parameter with these terms.
    ///
    /// - Parameter id: its identifier; ``ForceField/add(_:to:)`` replaces it.
    public static func properTorsion(smirks: String, id: String?, terms: [TorsionTerm]) -> Parameter {
        var parameter = Parameter(attributes: ["smirks": smirks])
        parameter.id = id
        parameter.setTorsionTerms(terms)
        return parameter
    }

    /// Replaces all torsion terms.
    public mutating func setTorsionTerms(_ terms: [TorsionTerm]) {
        let stems = ["periodicity#", "phase#", "k#", "idivf#", "k#_bondorder#"]
        for name in attributes.names where stems.contains(SectionSchema.numberless(name)) { attributes[name] = nil }
        for (index, term) in terms.enumerated() {
            let number = index + 1
            attributes["periodicity\(number)"] = String(term.periodicity)
            attributes["phase\(number)"] = "\(term.phase.value) * \(term.phase.unit)"
            if term.kByBondOrder.isEmpty { attributes["k\(number)"] = term.k.description }
            for (order, k) in term.kByBondOrder { attributes["k\(number)_bondorder\(Int(order))"] = k.description }
            if let idivf = term.idivf { attributes["idivf\(number)"] = String(idivf) }
        }
    }

    /// Sets k of a torsion term, in the unit it is written in (kcal/mol in OpenFF force fields).
    ///
    /// - Parameter term: 1-based number of the term.
    /// - Throws: ``ForceFieldError`` when there is no such term.
    public mutating func setK(_ value: Double, term: Int) throws(ForceFieldError) {
        try setValue(value, of: "k\(term)")
    }
}
