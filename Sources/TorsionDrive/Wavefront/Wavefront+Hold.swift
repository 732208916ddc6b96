extension Wavefront {
    /// How many good points the drive needs.
    var neededPoints: Int {
        setup.minimumGoodPoints ?? min(grid.angles.count, max(3, (grid.angles.count + 2) / 3))
    }

    /// Bonds are held where fewer points than this are good by themselves: half of the grid, if nothing else is said.
    private var wantedPoints: Int { setup.minimumGoodPoints ?? max(neededPoints, (grid.angles.count + 1) / 2) }

    /// Once, when too few points kept their bonds: tries all that are missing with their bonds held.
    ///
    /// Zwitterions, for example, pass their proton on in the gas phase at nearly every angle.
    mutating func holdBonds() {
        let good = grid.angles.filter { best[folded($0)] != nil }.count
        guard !isHolding, !torn.isEmpty, good < wantedPoints else { return }
        isHolding = true
        for angle in grid.angles where folded(angle) == angle && best[angle] == nil {
            for start in heldStarts(angle) {
                var work = setup.optimization(from: start, to: angle, hessian: nil)
                work.holdsBonds = true
                append(GridPointStart(round: firstRound, work: work), at: angle)
            }
        }
    }

    /// The nearest good geometries on either side, else up to two start conformers.
    private func heldStarts(_ angle: Int) -> [[SIMD3<Double>]] {
        let sources = Set([-1, 1].compactMap { nearestGood(to: angle, direction: $0) }).sorted()
        let starts = sources.compactMap { source in
            best[folded(source)].map { folded(source) == source ? $0.geometry : Self.mirrored($0.geometry) }
        }
        return starts.isEmpty ? Array(setup.conformers.prefix(2)) : starts
    }

    /// The grid angles whose bonds were held by a bias, which is no part of their energy [degree].
    public var heldAngles: [Int] { grid.angles.filter { held.contains(folded($0)) } }
}
