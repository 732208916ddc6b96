internal import Chemistry
internal import Fragmentation

extension TaskState {
    /// How far each rotatable bond is.
    ///
    /// - Parameters:
    ///   - ending: how the task has ended; nil for one to which more will happen.
    ///   - drive: the state of a torsion drive under way, by its key.
    public func torsionCourses(ending: TaskEnding?, drive: (String) -> DriveState?) -> [TorsionCourse] {
        guard let parameters else {
            return bondsToFit.map { TorsionCourse(bond: $0, state: ending == nil ? .waiting : .failed) }
        }
        let order = submittedOrder
        var scans: [String: TorsionScan] = [:]
        return parameters.torsions.map { torsion in
            var course = TorsionCourse(bond: torsion.bond)
            course.fragment = torsion.fragmentSMILES
            course.atoms = atoms(of: torsion, order: order)
            let index = parameters.drives.firstIndex {
                $0.fragment == torsion.fragment && $0.task.spec.kind == .torsion1d
            }
            guard let index, steps.drives.indices.contains(index) else {
                course.state = ending == nil ? .waiting : .failed
                return course
            }
            let key = steps.drives[index]
            course.drive = WorkRequest.id(ofKey: key)
            let state = work[key]?.isOpen == true ? drive(key) : nil
            let known = scans[key] ?? state.flatMap { TorsionScan($0) } ?? drives[index].flatMap { TorsionScan($0) }
            scans[key] = known
            course.scan = known
            course.total = state?.gridPoints.total ?? 360 / max(1, parameters.drives[index].task.spec.gridSpacing)
            course.finished = state?.gridPoints.finished ?? known?.points.count ?? 0
            let failure = failure(key) ?? failure(steps.charges[index])
            course.reason = failure?.message
            course.state = courseState(key, failed: failure != nil, ending: ending, hasPoints: known != nil)
            return course
        }
    }

    private func courseState(
        _ key: String, failed: Bool, ending: TaskEnding?, hasPoints: Bool
    ) -> TorsionCourse.State {
        switch ending {
        case .fitted: return failed ? .fellBack : .fitted
        case .unfitted: return .failed
        case nil where failed: return .fellBack
        case nil where work[key]?.isOpen == false: return .scanned
        case nil: return hasPoints ? .scanning : .waiting
        }
    }

    /// The atom of the submitted molecule for each atom of the molecule that was cut.
    private var submittedOrder: [Int] {
        guard let molecule = try? Molecule(mappedSMILES: schema.smiles, allowUndefinedStereo: true) else { return [] }
        return schema.fragmentationEngine == nil ? Array(molecule.atoms.indices) : molecule.canonicalOrder()
    }

    private func atoms(of torsion: ParameterGeneration.Torsion, order: [Int]) -> [Int] {
        guard let fragments = fragmentation?.fragments, fragments.indices.contains(torsion.fragment) else { return [] }
        let unique = fragments[torsion.fragment]
        let standing = ([unique.fragment] + unique.twins).first { fragment in
            fragment.bondIndices.compactMap { order.indices.contains($0 - 1) ? order[$0 - 1] : nil }.sorted()
                == torsion.bond
        }
        guard let standing, let molecule = try? Molecule(smiles: standing.smiles, allowUndefinedStereo: true) else {
            return []
        }
        let numbers = molecule.mapNumbers.filter { order.indices.contains($0 - 1) }
        return numbers.map { order[$0 - 1] }.sorted()
    }

    /// The bonds that the schema's patterns tag, before the molecule has been cut.
    private var bondsToFit: [[Int]] {
        guard let molecule = try? Molecule(mappedSMILES: schema.smiles, allowUndefinedStereo: true) else { return [] }
        var bonds: Set<[Int]> = []
        for text in schema.targetTorsionSMIRKS ?? [] {
            guard let pattern = try? SMARTS(text), pattern.taggedAtomCount == 2 else { continue }
            bonds.formUnion(molecule.matches(of: pattern).map { $0.prefix(2).sorted() })
        }
        return bonds.sorted { $0.lexicographicallyPrecedes($1) }
    }
}
