#include "internal.hpp"

#include <GraphMol/MolDraw2D/MolDraw2DSVG.h>
#include <GraphMol/MolDraw2D/MolDraw2DUtils.h>

using namespace RDKit;

namespace {

int32_t direction(const Bond &bond) {
  switch (bond.getBondDir()) {
    case Bond::BEGINWEDGE: return 1;
    case Bond::BEGINDASH: return 2;
    case Bond::UNKNOWN: return 3;
    default: return 0;
  }
}

int32_t order(const Bond &bond) {
  switch (bond.getBondType()) {
    case Bond::DOUBLE: return 2;
    case Bond::TRIPLE: return 3;
    default: return 1;
  }
}

}  // namespace

extern "C" int crd_layout(const crd_mol *mol, crd_drawn_atom *atoms, int32_t *atom_count, crd_drawn_bond *bonds,
                          int32_t *bond_count, char **error) {
  return crd::guarded(error, 0, [&]() -> int {
    RWMol copy = crd::flat_copy(*mol);
    MolDraw2DUtils::prepareMolForDrawing(copy, true, false, true);
    const auto &conformer = copy.getConformer();
    *atom_count = *bond_count = 0;
    for (const auto *atom : copy.atoms()) {
      const auto position = conformer.getAtomPos(atom->getIdx());
      atoms[(*atom_count)++] = {atom->getProp<int>(crd::place), position.x, position.y};
    }
    for (const auto *bond : copy.bonds()) {
      bonds[(*bond_count)++] = {bond->getProp<int>(crd::place), bond->getBeginAtom()->getProp<int>(crd::place),
                                bond->getEndAtom()->getProp<int>(crd::place), order(*bond), direction(*bond)};
    }
    return 1;
  });
}
