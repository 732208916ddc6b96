#include "internal.hpp"

#include <GraphMol/ChemTransforms/MolFragmenter.h>

#include <map>
#include <set>

using namespace RDKit;

namespace {

/// Adds to the kept atoms the hydrogens bonded to them.
std::set<unsigned> with_hydrogens(const ROMol &mol, const int32_t *atoms, int32_t count) {
  std::set<unsigned> kept(atoms, atoms + count);
  for (int32_t i = 0; i < count; ++i)
    for (const auto *neighbor : mol.atomNeighbors(mol.getAtomWithIdx(atoms[i])))
      if (neighbor->getAtomicNum() == 1) kept.insert(neighbor->getIdx());
  return kept;
}

/// Gives `atom` as many more hydrogens as the order of a cut bond asks for beyond the first.
void add_hydrogens(RWMol &mol, unsigned atom, int count) {
  for (int i = 0; i < count; ++i) mol.addBond(atom, mol.addAtom(new Atom(1), false, true), Bond::SINGLE);
}

}  // namespace

extern "C" crd_mol *crd_extract(const crd_mol *mol, const int32_t *maps, const int32_t *atoms, int32_t count, char **error) {
  return crd::guarded(error, nullptr, [&]() -> crd_mol * {
    auto copy = crd::mapped_copy(*mol, maps);
    MolOps::Kekulize(*copy, true);
    const auto kept = with_hydrogens(*copy, atoms, count);
    std::vector<unsigned> cuts;
    std::map<unsigned, int> missing;  // per kept atom, hydrogens beyond one for each cut bond
    for (const auto *bond : copy->bonds()) {
      const unsigned a = bond->getBeginAtomIdx(), b = bond->getEndAtomIdx();
      if (kept.count(a) == kept.count(b)) continue;
      cuts.push_back(bond->getIdx());
      missing[kept.count(a) ? a : b] += static_cast<int>(bond->getBondTypeAsDouble()) - 1;
    }
    std::unique_ptr<RWMol> cut = std::move(copy);
    const unsigned n = cut->getNumAtoms();
    if (!cuts.empty()) {
      // Each cut bond is replaced in place, so that chirality marks keep their meaning.
      const std::vector<Bond::BondType> single(cuts.size(), Bond::SINGLE);
      std::unique_ptr<ROMol> pieces(MolFragmenter::fragmentOnBonds(*cut, cuts, true, nullptr, &single));
      cut = std::make_unique<RWMol>(*pieces);
    }
    for (const auto &[atom, hydrogens] : missing) add_hydrogens(*cut, atom, hydrogens);
    cut->beginBatchEdit();
    for (auto *atom : cut->atoms()) {
      const unsigned i = atom->getIdx();
      bool stays = kept.count(i) > 0;
      if (i >= n) {
        for (const auto *neighbor : cut->atomNeighbors(atom)) stays = stays || kept.count(neighbor->getIdx());
        atom->setAtomicNum(1);
        atom->setIsotope(0);
        atom->setNoImplicit(true);
        atom->setAtomMapNum(0);
      }
      if (!stays) cut->removeAtom(atom);
    }
    cut->commitBatchEdit();
    for (auto *bond : cut->bonds())
      if (bond->getBondType() == Bond::ZERO || bond->getBondType() == Bond::UNSPECIFIED) bond->setBondType(Bond::SINGLE);
    std::vector<int> pieces;
    if (MolOps::getMolFrags(*cut, pieces) != 1) throw crd::failure("the atoms are not connected");
    return crd::finished(std::move(cut), false, false).release();
  });
}
