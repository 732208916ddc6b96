// Placeholder of the first test.
