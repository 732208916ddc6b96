import Foundation
import SMIRNOFF
import Testing

@Suite("The force-field library")
struct LibraryTests {
    @Test("a name is found with and without its ending, a path as it is, and a text is itself")
    func finding() throws {
        let folder = NSTemporaryDirectory() + "library-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Data(OFFXMLTests.small.utf8).write(to: URL(fileURLWithPath: folder + "/mine-1.0.offxml"))
        let library = ForceFieldLibrary(folders: ["/nonexistent", folder])
        #expect(library.available == ["mine-1.0.offxml"])
        let expected = try ForceField(offxml: OFFXMLTests.small)
        for source in ["mine-1.0", "mine-1.0.offxml", folder + "/mine-1.0.offxml", OFFXMLTests.small] {
            #expect(try library.forceField(source) == expected)
        }
    }

    @Test("what is not found is an error that says what is there and how to get more")
    func missing() {
        let error = #expect(throws: ForceFieldError.self) {
            try ForceFieldLibrary(folders: ["/nonexistent"]).text(for: "x-1")
        }
        #expect(error?.code == .notFound)
        #expect(error?.message.contains("'x-1'") == true && error?.message.contains("make setup") == true)
    }
}
