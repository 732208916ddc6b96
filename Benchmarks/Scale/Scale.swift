internal import Foundation

/// Runs the scheduler against a simulated cluster: real tasks, work and jobs, a clock that is not.
///
///     scale [MOLECULES [NODES [CORES]]]     10,000 molecules on 1,000 nodes of 16 cores unless numbers are given
///
/// Each molecule is a task of its own with the same torsion drives. Jobs take random times and give made-up energies; what
/// the scheduler decides, and what that costs, is real. A job's answer reaches the scheduler, and a free core its next job,
/// when the one server has had time for them.
@main
enum Scale {
    static func main() throws {
        let numbers = CommandLine.arguments.dropFirst().map { Int($0) }
        guard numbers.allSatisfy({ ($0 ?? 0) > 0 }), numbers.count <= 3 else {
            FileHandle.standardError.write(Data("usage: scale [MOLECULES [NODES [CORES]]]\n".utf8))
            exit(2)
        }
        let given = numbers.compactMap { $0 } + [10_000, 1000, 16].dropFirst(numbers.count)
        let (molecules, cluster) = (given[0], Cluster(nodes: given[1], cores: given[2]))
        let template = try Template()
        print("a molecule: \(template.description)")
        let small = Cluster(nodes: min(10, cluster.nodes), cores: cluster.cores)
        let disk = try StoreCost(template, small)
        print(disk.description)
        var isMissed = false
        for pace in [Pace.xtb, .dft] {
            var simulation = try Simulation(template, cluster, molecules: molecules, pace: pace, overhead: disk.seconds)
            let figures = try simulation.run()
            print("\n\(pace.name): \(molecules) molecules on \(cluster.nodes) nodes of \(cluster.cores) cores")
            for line in figures.lines { print("  " + line) }
            fflush(nil)
            isMissed = isMissed || figures.finished != molecules
        }
        if isMissed { exit(1) }
    }
}
