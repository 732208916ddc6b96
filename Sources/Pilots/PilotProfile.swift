/// What pilots ask of a cluster, how many there may be, and how they reach the server.
public struct PilotProfile: Sendable, Hashable {
    /// How a pilot reaches the server.
    public enum Way: String, Sendable, Codable, CaseIterable {
        /// Over HTTP, with a token of its own.
        case http
        /// Through files on a shared file system.
        case spool
    }

    /// A container that the program runs in.
    public struct Container: Sendable, Hashable {
        /// The image, on shared storage.
        public var image: String
        /// The program that runs it.
        public var runtime = "apptainer"
        /// Folders that are seen inside, apart from the pilot's own.
        public var bind: [String] = []
        /// More options of `apptainer exec`.
        public var options: [String] = []

        /// A container of an image.
        public init(image: String) { self.image = image }
    }

    /// How long a pilot runs [s].
    public var seconds = 4 * 3600.0
    /// Cores of a pilot, each for one job at a time.
    public var cores = 1
    /// Memory for each core [GB]; nil for the partition's own.
    public var memoryPerCore: Double?
    /// The partition, account, quality of service and constraint; nil for the cluster's own.
    public var partition, account, qos, constraint: String?
    /// How many pilots there are at least and at most.
    public var minimum = 0
    /// How many pilots there are at most.
    public var maximum = 10
    /// How many are submitted at once.
    public var atOnce = 10
    /// After how long without work a pilot is ended [s].
    public var idleSeconds = 300.0
    /// How long before its end a pilot hands its jobs back [s].
    public var handBackSeconds = 120.0
    /// After how long without an answer of the server a pilot ends by itself [s].
    public var orphanSeconds = 900.0
    /// How a pilot reaches the server.
    public var way = Way.http
    /// Where compute nodes find the server, with scheme; nil for this machine's name.
    public var address: String?
    /// The folder of the pilots on a shared file system; nil for `pilots` in the executor's folder.
    public var folder: String?
    /// The program on compute nodes; nil for the path of the running one.
    public var program: String?
    /// The container that the program runs in.
    public var container: Container?
    /// The categories of work that pilots take; all when empty.
    public var categories: [String] = []
    /// Lines of shell before the program starts.
    public var setup: [String] = []
    /// More options of `sbatch`.
    public var options: [String] = []
    /// How often the queue is read [s].
    public var interval = 10.0
    /// How long a command of Slurm may take [s].
    public var commandSeconds = 15.0

    /// The standard profile.
    public init() {}

    /// How long a pilot takes jobs and works at them [s].
    public var workingSeconds: Double { max(1, seconds - handBackSeconds) }
}
