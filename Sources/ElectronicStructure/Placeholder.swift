// Placeholder of the room's first file.
