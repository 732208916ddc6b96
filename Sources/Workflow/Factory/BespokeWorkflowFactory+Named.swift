internal import BespokeSMIRKS

extension BespokeWorkflowFactory {
    /// The names of the workflows that come with the program.
    public static let names = ["default", "debug"]

    /// A workflow that comes with the program, by its name in any case, or nil if there is none of that name.
    ///
    /// `debug` fits existing parameters in one iteration to a UFF profile: quick, and of no scientific use.
    public init?(named name: String) {
        self.init()
        switch name.lowercased() {
        case "default": return
        case "debug":
            initialForceField = "openff-2.2.0.offxml"
            optimizer.maxIterations = 1
            optimizer.initialTrustRadius = 0.25
            smirkSettings.expandTorsionTerms = false
            smirkSettings.generateBespokeTerms = false
            defaultQCSpecs[0].program = "rdkit"
            defaultQCSpecs[0].method = "uff"
            defaultQCSpecs[0].basis = nil
        default: return nil
        }
    }
}
