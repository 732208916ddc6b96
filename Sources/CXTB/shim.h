#include <xtb.h>
