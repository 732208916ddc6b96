#include "internal.hpp"

#include <GraphMol/Depictor/RDDepictor.h>

RDKit::RWMol crd::flat_copy(const crd_mol &mol) {
  RDKit::RWMol copy(*mol.mol);
  copy.clearConformers();
  for (auto *atom : copy.atoms()) atom->setProp(place, static_cast<int>(atom->getIdx()));
  for (auto *bond : copy.bonds()) bond->setProp(place, static_cast<int>(bond->getIdx()));
  RDKit::MolOps::RemoveHsParameters removal;
  removal.showWarnings = false;
  RDKit::MolOps::removeHs(copy, removal, true);
  RDDepict::compute2DCoords(copy);
  return copy;
}
