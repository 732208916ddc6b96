#include "internal.hpp"

#include <GraphMol/Chirality.h>
#include "text_formats.hpp"
#include <GraphMol/SmilesParse/SmilesWrite.h>
#include <GraphMol/new_canon.h>

using namespace RDKit;

namespace {

std::vector<int> taken_maps(RWMol &mol) {
  std::vector<int> maps;
  maps.reserve(mol.getNumAtoms());
  for (auto *atom : mol.atoms()) {
    maps.push_back(atom->getAtomMapNum());
    atom->setAtomMapNum(0);
    atom->setIsotope(0);
    if (atom->getAtomicNum() == 0) throw crd::failure("atom " + std::to_string(atom->getIdx() + 1) + " is not an element");
  }
  return maps;
}

void refuse_radicals(const ROMol &mol) {
  for (const auto *atom : mol.atoms())
    if (atom->getNumRadicalElectrons() != 0)
      throw crd::failure("atom " + std::to_string(atom->getIdx() + 1) + " (" + atom->getSymbol() +
                         ") is a radical, which force fields of this kind do not cover; check valences and charges");
}

std::unique_ptr<RWMol> parsed_smiles(const char *smiles) {
  SmilesParserParams parameters;
  parameters.sanitize = false;
  parameters.removeHs = false;
  std::unique_ptr<RWMol> mol(SmilesToMol(smiles, parameters));
  if (!mol) throw crd::failure(crd::take_log());
  if (mol->getNumAtoms() == 0) throw crd::failure("there is no atom");
  return mol;
}

int lewis_order(const Bond &bond) {
  switch (bond.getBondType()) {
    case Bond::SINGLE: return 1;
    case Bond::DOUBLE: return 2;
    case Bond::TRIPLE: return 3;
    default: return 0;
  }
}

}  // namespace

namespace crd {

constexpr unsigned sanitizing =
    MolOps::SANITIZE_ALL ^ MolOps::SANITIZE_ADJUSTHS ^ MolOps::SANITIZE_SETAROMATICITY;

void assign_stereo(ROMol &mol) { MolOps::assignStereochemistry(mol, true, true, true); }

std::vector<int> kekule_orders(const ROMol &mol) {
  RWMol copy(mol);
  MolOps::Kekulize(copy, true);
  std::vector<int> orders;
  orders.reserve(copy.getNumBonds());
  for (const auto *bond : copy.bonds()) orders.push_back(lewis_order(*bond));
  return orders;
}

std::unique_ptr<crd_mol> finished(std::unique_ptr<RWMol> mol, bool add_hydrogens, bool stereo_from_3d) {
  auto out = std::make_unique<crd_mol>();
  out->maps = taken_maps(*mol);
  unsigned failed = 0;
  MolOps::sanitizeMol(*mol, failed, sanitizing);
  refuse_radicals(*mol);
  if (stereo_from_3d) MolOps::assignStereochemistryFrom3D(*mol, -1, true);
  if (add_hydrogens) {
    MolOps::addHs(*mol, false, mol->getNumConformers() > 0);
    out->maps.resize(mol->getNumAtoms(), 0);
  }
  for (auto *atom : mol->atoms()) atom->setNoImplicit(true);
  out->kekule.reserve(mol->getNumBonds());
  for (const auto *bond : mol->bonds()) out->kekule.push_back(lewis_order(*bond));
  MolOps::setAromaticity(*mol, MolOps::AROMATICITY_MDL);
  assign_stereo(*mol);
  out->mol = std::move(mol);
  return out;
}

std::unique_ptr<RWMol> mapped_copy(const crd_mol &mol, const int32_t *maps) {
  auto copy = std::make_unique<RWMol>(*mol.mol);
  if (maps)
    for (auto *atom : copy->atoms()) atom->setAtomMapNum(maps[atom->getIdx()]);
  return copy;
}

}  // namespace crd

extern "C" crd_mol *crd_from_smiles(const char *smiles, int add_hydrogens, char **error) {
  return crd::guarded(error, nullptr, [&]() -> crd_mol * {
    return crd::finished(parsed_smiles(smiles), add_hydrogens != 0, false).release();
  });
}

extern "C" crd_mol *crd_from_mapped_smiles(const char *smiles, char **error) {
  return crd::guarded(error, nullptr, [&]() -> crd_mol * {
    auto written = parsed_smiles(smiles);
    const unsigned n = written->getNumAtoms();
    std::vector<unsigned> order(n, n);
    for (const auto *atom : written->atoms()) {
      const unsigned place = static_cast<unsigned>(atom->getAtomMapNum()) - 1;
      if (place >= n || order[place] != n) throw crd::failure("the map numbers are not 1...N");
      order[place] = atom->getIdx();
    }
    std::unique_ptr<ROMol> moved(MolOps::renumberAtoms(*written, order));
    auto out = crd::finished(std::make_unique<RWMol>(*moved), true, false);
    if (out->mol->getNumAtoms() != n) throw crd::failure("hydrogens are missing");
    return out.release();
  });
}

extern "C" crd_mol *crd_reordered(const crd_mol *mol, const int32_t *new_to_old, char **error) {
  return crd::guarded(error, nullptr, [&]() -> crd_mol * {
    const unsigned n = mol->mol->getNumAtoms();
    std::vector<unsigned> order(new_to_old, new_to_old + n);
    std::unique_ptr<ROMol> moved(MolOps::renumberAtoms(*mol->mol, order));
    auto out = std::make_unique<crd_mol>();
    out->mol = std::make_unique<RWMol>(*moved);
    out->kekule = mol->kekule;
    for (unsigned i = 0; i < n; ++i) out->maps.push_back(mol->maps[order[i]]);
    if (!out->mol->getRingInfo()->isInitialized()) MolOps::symmetrizeSSSR(*out->mol);
    crd::assign_stereo(*out->mol);
    return out.release();
  });
}

extern "C" void crd_mol_free(crd_mol *mol) { delete mol; }
extern "C" int32_t crd_atom_count(const crd_mol *mol) { return static_cast<int32_t>(mol->mol->getNumAtoms()); }
extern "C" int32_t crd_bond_count(const crd_mol *mol) { return static_cast<int32_t>(mol->mol->getNumBonds()); }

extern "C" void crd_atoms(const crd_mol *mol, crd_atom *out) {
  const RingInfo &rings = *mol->mol->getRingInfo();
  for (const auto *atom : mol->mol->atoms()) {
    const unsigned i = atom->getIdx();
    crd_atom &record = out[i];
    record.atomic_number = atom->getAtomicNum();
    record.formal_charge = atom->getFormalCharge();
    record.map_number = mol->maps[i];
    record.aromatic = atom->getIsAromatic();
    std::string code;
    record.stereo = atom->getPropIfPresent(common_properties::_CIPCode, code) && !code.empty() ? code[0] : 0;
    record.rings = static_cast<int32_t>(rings.numAtomRings(i));
    record.smallest_ring = static_cast<int32_t>(rings.minAtomRingSize(i));
    record.radical_electrons = static_cast<int32_t>(atom->getNumRadicalElectrons());
    record.ring_bonds = 0;
    for (const auto *bond : mol->mol->atomBonds(atom)) record.ring_bonds += rings.numBondRings(bond->getIdx()) > 0;
  }
}

extern "C" void crd_bonds(const crd_mol *mol, crd_bond *out) {
  const RingInfo &rings = *mol->mol->getRingInfo();
  for (const auto *bond : mol->mol->bonds()) {
    crd_bond &record = out[bond->getIdx()];
    record.begin = static_cast<int32_t>(bond->getBeginAtomIdx());
    record.end = static_cast<int32_t>(bond->getEndAtomIdx());
    record.order = mol->kekule[bond->getIdx()];
    record.aromatic = bond->getIsAromatic();
    record.in_ring = rings.numBondRings(bond->getIdx()) > 0;
    const auto stereo = bond->getStereo();
    const bool entgegen = stereo == Bond::STEREOE || stereo == Bond::STEREOTRANS;
    const bool zusammen = stereo == Bond::STEREOZ || stereo == Bond::STEREOCIS;
    record.stereo = entgegen ? 'E' : zusammen ? 'Z' : 0;
  }
}

extern "C" int crd_ranks(const crd_mol *mol, int break_ties, int32_t *out, char **error) {
  return crd::guarded(error, -1, [&] {
    std::vector<unsigned> ranks;
    Canon::rankMolAtoms(*mol->mol, ranks, break_ties != 0, true, true);
    for (size_t i = 0; i < ranks.size(); ++i) out[i] = static_cast<int32_t>(ranks[i]);
    return 0;
  });
}

extern "C" char *crd_smiles(const crd_mol *mol, const int32_t *maps, int isomeric, int explicit_hydrogens, char **error) {
  return crd::guarded(error, nullptr, [&]() -> char * {
    auto copy = crd::mapped_copy(*mol, maps);
    if (!explicit_hydrogens) {
      MolOps::RemoveHsParameters parameters;
      parameters.updateExplicitCount = true;
      parameters.showWarnings = false;
      MolOps::removeHs(*copy, parameters, true);
    }
    SmilesWriteParams parameters;
    parameters.doIsomericSmiles = isomeric != 0;
    parameters.allHsExplicit = explicit_hydrogens != 0;
    return crd::copy_text(MolToSmiles(*copy, parameters));
  });
}
