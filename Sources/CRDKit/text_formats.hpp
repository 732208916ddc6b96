#pragma once
// RDKit's literal operators are spelt in a way the compiler deprecates.
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wdeprecated-literal-operator"
#include <GraphMol/FileParsers/FileParsers.h>
#include <GraphMol/SmilesParse/SmilesParse.h>
#pragma clang diagnostic pop
