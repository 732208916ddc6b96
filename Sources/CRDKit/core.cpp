extern "C" int crd_placeholder(void) { return 0; }
