/// The `$target` block of one target in ForceBalance's input.
struct ForceBalanceBlock {
    private let target: TargetSchema
    private let name: String

    init(_ target: TargetSchema, name: String) { (self.target, self.name) = (target, name) }

    /// The block.
    var text: String {
        let extras = target.extras.filter { $0.key != "batch_size" }.sorted { $0.key < $1.key }
        let lines =
            ["$target", "name \(name)", "weight \(target.weight)"] + own + extras.map { "\($0.key) \($0.value)" }
            + ["$end", ""]
        return lines.joined(separator: "\n")
    }

    private var own: [String] {
        let files = ["mol2 input.sdf", "pdb conf.pdb"]
        switch target.kind {
        case .torsionProfile(let attenuates, let denominator, let cutoff):
            return ["type TorsionProfile_SMIRNOFF"] + files
                + ["coords scan.xyz", "writelevel 2"] + energies(attenuates, denominator, cutoff)
        case .abInitio(let attenuates, let denominator, let cutoff, let energy, let force):
            return ["type AbInitio_SMIRNOFF"] + files + ["coords scan.xyz", "writelevel 1"]
                + energies(attenuates, denominator, cutoff) + ["energy \(energy ? 1 : 0)", "force \(force ? 1 : 0)"]
        case .vibration(let mode):
            return ["type VIBRATION_SMIRNOFF"] + files + ["writelevel 1"]
                + (mode.map { ["reassign_modes \($0)"] } ?? [])
        case .optGeo: return ["type OptGeoTarget_SMIRNOFF", "writelevel 1"]
        }
    }

    private func energies(_ attenuates: Bool, _ denominator: Double, _ cutoff: Double) -> [String] {
        ["attenuate \(attenuates ? 1 : 0)", "energy_denom \(denominator)", "energy_upper \(cutoff)"]
    }
}
