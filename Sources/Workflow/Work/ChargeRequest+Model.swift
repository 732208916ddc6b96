internal import Chemistry
internal import Fragmentation
internal import SMIRNOFF

extension ChargeRequest.Method {
    /// How a fragment gets its charges: by the force field's model or, where the force field gives the charges of the parent only,
    /// from those; nil for charges that the force field gives.
    ///
    /// - Parameters:
    ///   - molecule: the fragment in the order of the charges.
    ///   - fragment: the fragment with the map numbers of the parent.
    /// - Throws: `ForceFieldError` or ``WorkflowError`` when there is no model that this program can compute.
    init?(_ molecule: Molecule, fragment: Molecule, parent: Molecule, _ forceField: CompiledForceField) throws {
        let model = try forceField.chargeModel(for: molecule)
        if case .library = model { return nil }
        if case .library(let charges) = try forceField.chargeModel(for: parent),
            let order = molecule.isomorphism(to: fragment)
        {
            let given = FragmentCharges.charges(of: fragment, in: parent, charges)
            self = .given(order.map { given[$0] })
        } else {
            try self.init(model)
        }
    }

    /// The method of a charge model; nil for charges that the force field gives.
    ///
    /// - Throws: ``WorkflowError`` for a model that this program can not compute.
    init?(_ model: ChargeModel) throws(WorkflowError) {
        switch model {
        case .library: return nil
        case .am1bcc: self = .am1bcc
        case .nagl(let modelFile): self = .nagl(modelFile: modelFile)
        case .increments(let method, _, _):
            throw WorkflowError(
                type: "NotImplementedError",
                "the initial force field asks for \(method) charges with increments, which can not be made; use one with AM1-BCC or NAGL"
            )
        }
    }
}
