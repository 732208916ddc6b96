import Foundation
import Glibc
import WorkerProcesses

/// A program for tests: a worker whose jobs are words, or a server with a pool of such workers.
@main
struct RehearsedWorker {
    static func main() async {
        let arguments = CommandLine.arguments.dropFirst()
        switch arguments.first {
        case "worker": await WorkerLoop.serve { job, progress in await Rehearsal(progress).answer(to: job) }
        case "server": await serve(folder: arguments.dropFirst().first ?? "", jobs: arguments.dropFirst(2))
        default: exit(64)
        }
    }

    /// Does the jobs at once and prints each word of progress as a line.
    private static func serve(folder: String, jobs: ArraySlice<String>) async {
        let pool = WorkerPool(WorkerProgram(arguments: ["worker"]), size: jobs.count, folder: folder)
        await withTaskGroup { group in
            for job in jobs {
                group.addTask {
                    _ = await pool.run(Array(job.utf8)) { word in
                        FileHandle.standardOutput.write(Data(word + [10]))
                    }
                }
            }
        }
    }
}
