import JSON
import Pilots
import Testing
import Workflow

@Suite("Profiles of pilots")
struct PilotProfileTests {
    @Test("an empty profile is the standard one, and a profile is read as it was written")
    func roundTrip() throws {
        #expect(try PilotProfile(text: "{}") == PilotProfile())
        var profile = PilotProfile()
        (profile.partition, profile.account, profile.cores, profile.seconds) = ("short", "chem", 4, 1800)
        (profile.minimum, profile.maximum, profile.idleSeconds, profile.way) = (1, 30, 120, .spool)
        profile.container = PilotProfile.Container(image: "/shared/bespoke.sif")
        profile.container?.bind = ["/shared"]
        (profile.setup, profile.options, profile.categories) = (["module load xtb"], ["--exclude=n1"], ["qc-compute"])
        #expect(try PilotProfile(json: profile.json) == profile)
    }

    @Test(
        "an error names the key at fault",
        arguments: [
            (#"{"coers": 4}"#, "coers"), (#"{"cores": 0}"#, "cores"), (#"{"hours": "soon"}"#, "hours"),
            (#"{"pilots": {"maximum": -1}}"#, "pilots -> maximum"), (#"{"pilots": {"least": 1}}"#, "pilots -> least"),
            (#"{"pilots": {"minimum": 5, "maximum": 2}}"#, "pilots: minimum"), (#"{"way": "pigeon"}"#, "way"),
            (#"{"container": {"bind": []}}"#, "container -> image"),
            (#"{"container": {"image": "a.sif", "bind": [3, ""]}}"#, "container -> bind -> 1"),
            (#"{"sbatch": ["exclude=n1"]}"#, "sbatch -> 0"), (#"{"partition": "a\n#SBATCH -w n1"}"#, "partition"),
            (#"{"hours": 0.01}"#, "hand_back_seconds"), (#"{"address": "head"}"#, "address"),
            (#"{"categories": ["fragments"]}"#, "categories -> 0"), (#"{"setup": "module load xtb"}"#, "setup"),
        ])
    func errors(text: String, key: String) throws {
        let error = #expect(throws: SchemaError.self) { try PilotProfile(text: text) }
        #expect(error?.description.contains(key) == true, "\(error?.description ?? "")")
    }
}
