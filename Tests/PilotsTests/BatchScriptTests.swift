import Pilots
import Testing

@Suite("Batch scripts")
struct BatchScriptTests {
    @Test("the script of a small cluster, to the letter")
    func golden() {
        var profile = PilotProfile()
        (profile.partition, profile.account, profile.cores) = ("short", "chem", 4)
        (profile.memoryPerCore, profile.seconds, profile.setup) = (1.5, 93_784, ["module load xtb"])
        profile.options = ["--exclude=n17"]
        let script = BatchScript(
            profile, name: "bespoke-1-2", folder: "/shared/pilots/2", program: "/opt/bespoke's/openff-bespoke")
        #expect(
            script.text == """
                #!/bin/bash
                #SBATCH --job-name=bespoke-1-2
                #SBATCH --output="/shared/pilots/2/pilot.log"
                #SBATCH --open-mode=append
                #SBATCH --chdir="/shared/pilots/2"
                #SBATCH --no-requeue
                #SBATCH --nodes=1
                #SBATCH --ntasks=1
                #SBATCH --cpus-per-task=4
                #SBATCH --time=1-02:03:04
                #SBATCH --signal=B:USR1@120
                #SBATCH --mem-per-cpu=1536M
                #SBATCH --partition="short"
                #SBATCH --account="chem"
                #SBATCH --exclude=n17
                set -u
                export OPENFF_BESPOKE_PILOT=/shared/pilots/2
                export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 MKL_NUM_THREADS=1
                module load xtb
                scratch=$(mktemp -d "${TMPDIR:-/tmp}/openff-bespoke-pilot-XXXXXX")
                trap 'rm -rf "$scratch"' EXIT

                '/opt/bespoke'\\''s/openff-bespoke' launch-worker --cores 4 --time-limit 93664 --directory "$scratch" &
                worker=$!
                trap 'kill -TERM "$worker" 2>/dev/null' USR1 TERM INT
                while kill -0 "$worker" 2>/dev/null; do
                    wait "$worker"
                    code=$?
                done
                exit "${code:-1}"

                """)
    }

    @Test("in a container the program sees its pilot's folder and nothing of the environment but what is listed")
    func container() throws {
        var profile = PilotProfile()
        profile.container = PilotProfile.Container(image: "/shared/bespoke.sif")
        profile.container?.bind = ["/shared/data sets"]
        profile.container?.options = ["--no-home"]
        let text = BatchScript(profile, name: "n", folder: "/shared/p/2", program: "openff-bespoke").text
        let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("apptainer") })
        #expect(
            line == """
                apptainer exec --cleanenv --env OPENFF_BESPOKE_PILOT="$OPENFF_BESPOKE_PILOT" --env \
                OMP_NUM_THREADS="$OMP_NUM_THREADS" --env OPENBLAS_NUM_THREADS="$OPENBLAS_NUM_THREADS" --env \
                MKL_NUM_THREADS="$MKL_NUM_THREADS" --bind /shared/p/2 --bind "$scratch" --bind '/shared/data sets' \
                --no-home /shared/bespoke.sif openff-bespoke launch-worker --cores 1 --time-limit 14280 --directory \
                "$scratch" &
                """)
    }
}
